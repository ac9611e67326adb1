"""What is read of consent: what a box asks for, what it was answered with."""
