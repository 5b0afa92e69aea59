#!/bin/sh
# A complete copy of what the team has, in a folder of its own, once or each day: sh backup.sh [--daily]
# `kaart copy` takes everything along: records, change sets, published versions, settings and the logbook of looks.
set -eu
umask 077
place=${KAART_BACKUPS:-/backups}
keep=${KAART_BACKUPS_KEPT:-14}

once() {
    name=$(date -u +%Y%m%d-%H%M%S)
    half="$place/.half-$name"
    mkdir -p "$half"
    # Under its own name only when it is whole.
    if kaart copy --from "$KAART_DB" --to "$half/kaart.db"; then
        mv "$half" "$place/complete-$name"
    else
        rm -rf "$half"
        return 1
    fi
    # Names hold the moment, so their order is that of time.
    ls -d "$place"/complete-* | sort -r | tail -n "+$((keep + 1))" | while read -r old; do rm -rf "$old"; done
}

if [ "${1:-}" != --daily ]; then
    once
    exit
fi
while :; do
    once || echo "no backup was made; tried again tomorrow, or start this service anew" >&2
    sleep 86400
done
