"""Where a person may be: by the area code of their number, their address and ZIP code.

An area code is good evidence of a state, not proof: numbers move with their people.
"""

from functools import cache

import phonenumbers

from .contact_window import Place, zones_of_number
from .local_time import zones_of_country
from .zip_codes import state_of_zip

# The states of North American area codes (NANPA's assignments; overlays included).
_AREA_CODES = {
    "AK": "907",
    "AL": "205 251 256 334 659 938",
    "AR": "327 479 501 870",
    "AZ": "480 520 602 623 928",
    "CA": "209 213 279 310 323 341 350 369 408 415 424 442 510 530 559 562 619 "
    "626 628 650 657 661 669 707 714 738 747 760 805 818 820 831 840 858 "
    "909 916 925 949 951",
    "CO": "303 719 720 748 970 983",
    "CT": "203 475 860 959",
    "DC": "202 771",
    "DE": "302",
    "FL": "239 305 321 324 352 386 407 448 561 645 656 689 727 728 754 772 786 "
    "813 850 863 904 941 954",
    "GA": "229 404 470 478 678 706 762 770 912 943",
    "HI": "808",
    "IA": "319 515 563 641 712",
    "ID": "208 986",
    "IL": "217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 872",
    "IN": "219 260 317 463 574 765 812 930",
    "KS": "316 620 785 913",
    "KY": "270 364 502 606 859",
    "LA": "225 318 337 504 985",
    "MA": "339 351 413 508 617 774 781 857 978",
    "MD": "227 240 301 410 443 667",
    "ME": "207",
    "MI": "231 248 269 313 517 586 616 734 810 906 947 989",
    "MN": "218 320 507 612 651 763 952",
    "MO": "235 314 417 557 573 636 660 816 975",
    "MS": "228 601 662 769",
    "MT": "406",
    "NC": "252 336 472 704 743 828 910 919 980 984",
    "ND": "701",
    "NE": "308 402 531",
    "NH": "603",
    "NJ": "201 551 609 640 732 848 856 862 908 973",
    "NM": "505 575",
    "NV": "702 725 775",
    "NY": "212 315 329 332 347 363 516 518 585 607 631 646 680 716 718 838 845 "
    "914 917 929 934",
    "OH": "216 220 234 283 326 330 380 419 440 513 567 614 740 937",
    "OK": "405 539 572 580 918",
    "OR": "458 503 541 971",
    "PA": "215 223 267 272 412 445 484 570 582 610 717 724 814 835 878",
    "RI": "401",
    "SC": "803 821 839 843 854 864",
    "SD": "605",
    "TN": "423 615 629 731 865 901 931",
    "TX": "210 214 254 281 325 346 361 409 430 432 469 512 682 713 726 737 806 "
    "817 830 832 903 915 936 940 945 956 972 979",
    "UT": "385 435 801",
    "VA": "276 434 540 571 686 703 757 804 826 948",
    "VT": "802",
    "WA": "206 253 360 425 509 564",
    "WI": "262 274 353 414 534 608 715 920",
    "WV": "304 681",
    "WY": "307",
}
_STATE = {area: state for state, areas in _AREA_CODES.items() for area in areas.split()}
# what belongs to the United States and has a country code of its own
_TERRITORIES = frozenset(("AS", "GU", "MP", "PR", "VI"))


def places_of(
    number: str = "", country: str = "", state: str = "", zip_code: str = ""
) -> list[Place]:
    """Return the places where a person may be; empty when nothing tells.

    What speaks of two regions counts for both, and so does a region with two time
    zones. Number and address in one region narrow its time zones down together. A
    number of an area that no table knows may be anywhere in the United States.

    :param number: in E.164.
    :param country: ISO code of the address, such as ``US``.
    :param state: code of the address within its country, such as ``TX``.
    :param zip_code: of the address, as it is written.
    """
    by_number = _places_of_number(number) if number else []
    named = _named_by_address(country, state, zip_code, by_number)
    addresses = [_places_of_region(region) for region in named]
    both = [_in_both(by_number, address) for address in addresses]
    places = [] if any(both) else by_number
    for agreed, address in zip(both, addresses, strict=True):
        places = places + (agreed or address)
    return list(dict.fromkeys(places))


def region_of_address(country: str, state: str) -> str:
    """Return the region that an address names, empty without a country.

    A territory of the United States is a state of theirs, though addresses may name it
    as a country of its own.
    """
    if country in _TERRITORIES:
        country, state = "US", country
    return f"{country}-{state}" if country and state else country


def region_of_number(number: str) -> str:
    """Return the region that a phone number (E.164) belongs to, empty if unknown."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return ""
    if parsed.country_code == 1:
        state = _STATE.get(str(parsed.national_number)[:3])
        if state:
            return f"US-{state}"
    region = phonenumbers.region_code_for_number(parsed) or ""
    if region in _TERRITORIES:
        return f"US-{region}"
    return region if len(region) == 2 and region.isalpha() else ""


def _places_of_number(number):
    if _is_of_unknown_area(number):
        return list(_anywhere())
    region = region_of_number(number)
    return [Place(zone, region) for zone in zones_of_number(number)]


def _is_of_unknown_area(number):
    """Say whether it may be dialed, but in an area of North America nobody knows.

    Codes are opened faster than tables are updated.
    """
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return False
    return (
        parsed.country_code == 1
        and not phonenumbers.region_code_for_number(parsed)
        and phonenumbers.is_possible_number(parsed)
    )


def _named_by_address(country, state, zip_code, by_number):
    """Return the regions that an address names.

    One that names a country only says nothing new to a number of there. A ZIP code is
    one of the United States where the address, or else the number, is.
    """
    country, _dash, state = region_of_address(country, state).partition("-")
    if country == "US":
        state = state if state in _AREA_CODES or state in _TERRITORIES else ""
    is_there = any(place.lies_in(country or "US") for place in by_number)
    of_zip = country == "US" or (not country and is_there)
    states = {state, state_of_zip(zip_code) if of_zip else ""} - {""}
    if states:
        return [region_of_address(country or "US", one) for one in sorted(states)]
    return [country] if country and not is_there else []


def _places_of_region(region):
    country, _dash, state = region.partition("-")
    return [Place(zone, region) for zone in _zones_of_region(country, state)]


@cache
def _anywhere():
    """Return each state with its time zones; territories have codes of their own."""
    return tuple(
        place for state in _AREA_CODES for place in _places_of_region(f"US-{state}")
    )


def _in_both(by_number, by_address):
    """Return the places on which both agree, each by the closer of the two regions."""
    agreed = (
        one if one.lies_in(other.region) else other
        for one in by_number
        for other in by_address
        if one.zone == other.zone
        and (one.lies_in(other.region) or other.lies_in(one.region))
    )
    return list(dict.fromkeys(agreed))


def _zones_of_region(country, state):
    if country == "US" and state in _AREA_CODES:
        return _zones_of_state(state)
    is_territory = country == "US" and state in _TERRITORIES
    return zones_of_country(state if is_territory else country)


@cache
def _zones_of_state(state):
    """Return the time zones of a state: those of all its area codes."""
    zones = (zones_of_number(f"+1{area}5550100") for area in _AREA_CODES[state].split())
    return tuple(dict.fromkeys(zone for found in zones for zone in found))
