# Finds an Odoo 19.0 source tree, or unpacks Debian's package into .run/tree; sets ODOO_DIR.
# shellcheck shell=bash

ODOO_SERIES=19.0
ODOO_PACKAGE=odoo-19
# The build everything here was tested with: another one is used all the same, and named.
ODOO_TESTED_SHA256=9d2f598b0555db17e291d48ed24df184c70823c053c4c5ed53c467ca7f629bbf
# Odoo's links into other packages. Not from sid: its fonts-font-awesome is version 7 and lacks
# the version 4 files that Odoo's links point at.
COMPANIONS="fonts-font-awesome fonts-inconsolata fonts-montserrat fonts-ocr-b
    fonts-roboto-unhinted libjs-jquery libjs-jquery-form libjs-underscore"
COMPANION_SUITES="trixie bookworm"
ARCHIVE_KEYRING=${ARCHIVE_KEYRING:-/usr/share/keyrings/debian-archive-keyring.gpg}
# Left out of the package by its maintainers; the web client logs an error when it is not there,
# and every browser test takes that error for a failure.
SELFIE=addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js

odoo_series() {
    sed -n 's/^version_info = (\([0-9]*\), \([0-9]*\),.*/\1.\2/p' "$1/release.py" 2>/dev/null
}

# The folder with release.py below a checkout, an unpacked package or the folder itself.
odoo_dir_in() {
    local folder
    for folder in "$1" "$1/odoo" "$1/usr/lib/python3/dist-packages/odoo"; do
        if [ -f "$folder/release.py" ]; then
            (cd "$folder" && pwd -P)
            return
        fi
    done
    return 1
}

need_odoo() {
    if [ -n "${ODOO_PATH:-}" ]; then
        ODOO_DIR=$(odoo_dir_in "$ODOO_PATH") ||
            die "ODOO_PATH=$ODOO_PATH holds no Odoo (no release.py): point it at an Odoo $ODOO_SERIES source tree."
        [ "$(odoo_series "$ODOO_DIR")" = $ODOO_SERIES ] ||
            die "ODOO_PATH=$ODOO_PATH is Odoo $(odoo_series "$ODOO_DIR"), this addon needs $ODOO_SERIES: point it at a $ODOO_SERIES tree or unset it."
    elif ! ODOO_DIR=$(odoo_dir_in "$STATE/tree") && ! ODOO_DIR=$(installed_odoo); then
        fetch_odoo
        ODOO_DIR=$(odoo_dir_in "$STATE/tree")
    fi
    export ODOO_DIR
}

installed_odoo() {
    local folder=${ODOO_INSTALLED:-/usr/lib/python3/dist-packages/odoo}
    [ "$(odoo_series "$folder")" = $ODOO_SERIES ] && [ -e "$folder/$SELFIE" ] && echo "$folder"
}

fetch_odoo() {
    local tool
    need_disk_space 2500
    for tool in apt-get dpkg-deb; do
        has "$tool" || die "There is no $tool here to fetch Odoo with: set ODOO_PATH to an Odoo $ODOO_SERIES source tree and run again."
    done
    busy odoo-download "downloading Odoo $ODOO_SERIES (about 125 MB)" download_odoo ||
        die "Odoo $ODOO_SERIES could not be downloaded: check the network and this machine's apt sources, or set ODOO_PATH to an Odoo $ODOO_SERIES source tree."
    sha256sum "$STATE"/debs/${ODOO_PACKAGE}_*.deb | grep -q "^$ODOO_TESTED_SHA256 " ||
        note "note: this is a newer build of $ODOO_PACKAGE than the one tested"
    busy odoo-unpack "unpacking Odoo" unpack_odoo ||
        die "Odoo could not be unpacked: see $LOG/odoo-unpack.log (is the disk full?)."
    [ "$(odoo_series "$STATE/tree.new/usr/lib/python3/dist-packages/odoo")" = $ODOO_SERIES ] ||
        die "The package $ODOO_PACKAGE no longer holds Odoo $ODOO_SERIES: set ODOO_PATH to an Odoo $ODOO_SERIES source tree."
    mv "$STATE/tree.new" "$STATE/tree"
    rm -rf "$STATE/debs" "$STATE/apt"
}

download_odoo() {
    local suite package
    rm -rf "$STATE/debs" && mkdir -p "$STATE/debs" && cd "$STATE/debs" || return 1
    for suite in sid testing stable; do
        use_suite $suite && apt-get -q download $ODOO_PACKAGE && break
    done
    ls ${ODOO_PACKAGE}_*.deb || return 1
    for suite in $COMPANION_SUITES; do
        use_suite "$suite" || continue
        for package in $COMPANIONS; do
            # Not every suite has every one: what the first lacks comes from the next.
            ls "$package"_*.deb 2>/dev/null || apt-get -q download "$package" || continue
        done
    done
    for package in $COMPANIONS; do ls "$package"_*.deb || return 1; done
}

# A private apt tree of one suite: the machine's own source and signature check, nothing of its
# state, so neither root nor a change of the machine's sources is needed.
use_suite() {
    local suite=$1 apt=$STATE/apt base
    unset APT_CONFIG
    base=$(archive_address)
    [ -n "$base" ] || { echo "No Debian package source among the apt sources of this machine." && return 1; }
    [ -f "$ARCHIVE_KEYRING" ] || { echo "$ARCHIVE_KEYRING is missing (package debian-archive-keyring)." && return 1; }
    rm -rf "$apt" && mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" || return 1
    printf '%s\n' "Types: deb" "URIs: $base" "Suites: $suite" "Components: main" \
        "Signed-By: $ARCHIVE_KEYRING" >"$apt/suite.sources"
    cat >"$apt/apt.conf" <<CONF
Dir::Etc::sourcelist "$apt/suite.sources";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Dir::State::lists "$apt/lists";
Dir::Cache "$apt/cache";
Acquire::Languages "none";
Acquire::Retries "3";
APT::Sandbox::User "root";
APT::Update::Post-Invoke "";
APT::Update::Post-Invoke-Success "";
CONF
    export APT_CONFIG=$apt/apt.conf
    apt-get -q -o APT::Update::Error-Mode=any update
}

archive_address() {
    local address
    # shellcheck disable=SC2016  # apt's own placeholders
    address=$(apt-get indextargets --format '$(REPO_URI)|$(COMPONENT)|$(ORIGIN)|$(LABEL)' \
        'Created-By: Packages' 2>/dev/null |
        awk -F'|' '$2 == "main" && $3 == "Debian" && $4 == "Debian" { print $1; exit }')
    [ -n "$address" ] && echo "$address" && return
    # Lists that were never updated name no origin: read the source files themselves.
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
        awk '/^(deb|URIs:)[ \t]/ { for (i = 2; i <= NF; i++) if ($i ~ /:\/\/.*\/debian\/?$/) { print $i; exit } }'
}

unpack_odoo() {
    local new=$STATE/tree.new package odoo
    rm -rf "$new" && mkdir "$new" || return 1
    for package in "$STATE"/debs/*.deb; do
        # Translations are two thirds of the tree: Spanish and French stay.
        dpkg-deb --fsys-tarfile "$package" | tar -x -C "$new" --wildcards \
            --exclude='*/i18n/[!ef]*.po' --exclude='*/i18n/e[!s]*.po' --exclude='*/i18n/f[!r]*.po' \
            --exclude='./etc' --exclude='./lib' || return 1
    done
    odoo=$new/usr/lib/python3/dist-packages/odoo
    if [ ! -e "$odoo/$SELFIE" ]; then
        mkdir -p "$(dirname "$odoo/$SELFIE")" &&
            echo '/* Stands in for the camera background filter, which the package leaves out. */' >"$odoo/$SELFIE"
    fi
}
