#!/usr/bin/env bash
# A Flatpak bundle of the portable archive: packaging/linux/flatpak.sh DIR. Never run yet: the platform that it stands on
# comes from Flathub, which is in no package registry. Needs flatpak and flatpak-builder; without them it says so and ends.
set -euo pipefail
out=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
id=org.familiar.Familiar
if ! command -v flatpak-builder >/dev/null; then
    echo "::warning::NO FLATPAK: flatpak-builder is not installed."
    exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
flatpak remote-add --user --if-not-exists flathub https://flathub.org/repo/flathub.flatpakrepo
archive=$(ls "$out"/familiar-*-linux-x86_64.tar.xz)
cp "$archive" "$work/familiar-linux-x86_64.tar.xz"
cp "$here/$id.yml" "$work/"
flatpak-builder --user --install-deps-from=flathub --repo="$work/repo" --state-dir="$work/state" "$work/build" "$work/$id.yml"
bundle="$out/$(basename "$archive" -linux-x86_64.tar.xz)-x86_64.flatpak"
flatpak build-bundle "$work/repo" "$bundle" "$id" --runtime-repo=https://flathub.org/repo/flathub.flatpakrepo
flatpak install --user --noninteractive "$bundle"
flatpak run --env=QT_QPA_PLATFORM=offscreen "$id" --selftest
