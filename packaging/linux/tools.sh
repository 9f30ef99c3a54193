#!/usr/bin/env bash
# What building and trying the Linux packages needs of Debian or Ubuntu, beside Python.
set -euo pipefail
command -v sudo >/dev/null || sudo() { "$@"; }
sudo apt-get update -qq
sudo apt-get install -y -qq --no-install-recommends \
    binutils desktop-file-utils dpkg-dev libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 \
    libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0 libegl1 libgl1 libdbus-1-3 libfontconfig1 \
    fonts-dejavu-core xvfb xauth xdotool imagemagick xz-utils
