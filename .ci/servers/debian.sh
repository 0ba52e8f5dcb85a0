# Programs that the machine lacks, from Debian's archive: only as root, and without their services being started.

# Installs Debian packages; prints why not when it cannot.
debian_install() {
  if [ "$(id -u)" != 0 ]; then echo 'only root may install it'; return 1; fi
  if ! command -v apt-get >/dev/null; then echo 'there is no apt-get to install it with'; return 1; fi
  local policy=/usr/sbin/policy-rc.d made=no
  # Debian's own switch against services that start with their installation.
  if [ ! -e "$policy" ]; then printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy" && made=yes; fi
  local status=0
  { DEBIAN_FRONTEND=noninteractive apt-get update -q &&
    DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"; } >"$work/apt.log" 2>&1 || status=1
  if [ "$made" = yes ]; then rm -f "$policy"; fi
  if [ "$status" != 0 ]; then echo "apt-get could not install $*: $(grep -E '^[EW]:' "$work/apt.log" | head -n 1)"; fi
  return "$status"
}
