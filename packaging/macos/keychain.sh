#!/usr/bin/env bash
# Puts the signing certificate of the release workflow into a keychain of its own. Without secrets it does nothing and
# says so; build.py then signs for this machine only. Never run yet.
set -euo pipefail
if [ -n "${NOTARY_KEY_TEXT:-}" ]; then
    printf '%s' "$NOTARY_KEY_TEXT" > "$RUNNER_TEMP/notary.p8"
    echo "NOTARY_KEY=$RUNNER_TEMP/notary.p8" >> "$GITHUB_ENV"
fi
if [ -z "${MACOS_CERTIFICATE:-}" ]; then
    echo "::warning::There is no signing certificate: the disk image will not be signed."
    exit 0
fi
keychain="$RUNNER_TEMP/familiar.keychain-db"
password=$(openssl rand -hex 24)
printf '%s' "$MACOS_CERTIFICATE" | base64 --decode > "$RUNNER_TEMP/certificate.p12"
security create-keychain -p "$password" "$keychain"
security set-keychain-settings -lut 7200 "$keychain"
security unlock-keychain -p "$password" "$keychain"
security import "$RUNNER_TEMP/certificate.p12" -P "$MACOS_CERTIFICATE_PASSWORD" -t cert -f pkcs12 -k "$keychain" -T /usr/bin/codesign
security set-key-partition-list -S apple-tool:,apple: -k "$password" "$keychain" >/dev/null
security list-keychains -d user -s "$keychain" login.keychain-db
rm "$RUNNER_TEMP/certificate.p12"
