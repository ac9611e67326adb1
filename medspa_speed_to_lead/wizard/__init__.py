from . import composer, inquiry, setup
