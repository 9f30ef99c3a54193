#!/usr/bin/env bash
# An AppImage of the portable archive: packaging/linux/appimage.sh DIR. Never run yet: the tool that makes it is not in
# any package registry. It is fetched in its version below, and only used where APPIMAGETOOL_SHA256 says what it must be.
set -euo pipefail
out=$1
version=1.9.0
here=$(cd "$(dirname "$0")" && pwd)
if [ -z "${APPIMAGETOOL_SHA256:-}" ]; then
    echo "::warning::NO APPIMAGE: the variable APPIMAGETOOL_SHA256 is not set."
    exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
curl --fail --silent --show-error --location --output "$work/appimagetool" \
    "https://github.com/AppImage/appimagetool/releases/download/$version/appimagetool-x86_64.AppImage"
echo "$APPIMAGETOOL_SHA256  $work/appimagetool" | sha256sum --check
chmod +x "$work/appimagetool"
archive=$(ls "$out"/familiar-*-linux-x86_64.tar.xz)
mkdir -p "$work/Familiar.AppDir/usr"
tar -xf "$archive" -C "$work/Familiar.AppDir/usr" --strip-components=1
cp "$here/familiar.desktop" "$work/Familiar.AppDir/"
cp "$work/Familiar.AppDir/usr/share/icons/hicolor/256x256/apps/familiar.png" "$work/Familiar.AppDir/"
ln -s usr/bin/familiar "$work/Familiar.AppDir/AppRun"
name=$(basename "$archive" -linux-x86_64.tar.xz)
ARCH=x86_64 APPIMAGE_EXTRACT_AND_RUN=1 "$work/appimagetool" "$work/Familiar.AppDir" "$out/$name-x86_64.AppImage"
QT_QPA_PLATFORM=offscreen "$out/$name-x86_64.AppImage" --appimage-extract-and-run --selftest
