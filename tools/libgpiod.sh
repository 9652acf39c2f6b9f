# Gets libgpiod, header and static library, for a processor. Sourced by build-device after
# embedded.sh, with `cache` set to a folder that may be kept.
# shellcheck shell=bash

# apt for another processor or another release, with lists of its own.
# foreign ARCHITECTURE SUITE COMMAND [ARGUMENT ...]
foreign() {
  local lists=$cache/lists-$1-$2
  mkdir -p "$lists/partial" "$cache/apt/archives/partial"
  "$3" -o APT::Architecture="$1" -o APT::Architectures="$1" \
    -o Dir::State::Lists="$lists" -o Dir::Cache="$cache/apt" -o APT::Sandbox::User=root \
    -o Dir::Etc::SourceParts=/dev/null -o Dir::Etc::SourceList="$cache/$2.list" "${@:4}"
}

# This machine's own sources with another suite: where packages come from is its affair.
# write_sources SUITE deb|deb-src
write_sources() {
  local all address
  all=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2>/dev/null |
    sed -n 's/^URIs: *\([^ ]*\).*/\1/p; s/^deb \(\[[^]]*\] \)\{0,1\}\([^ ]*\) .*/\2/p') || true
  # Other archives may stand beside Debian's; one in a mirror list ends in .list.
  address=$(grep -E '/debian(\.list)?/?$' <<<"$all" | head -1) ||
    fail "apt's sources name no Debian archive to take libgpiod from (/etc/apt/sources.list.d)"
  echo "$2 [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $address $1 main" >"$cache/$1.list"
}

# libgpiod 1.6 as Debian 12 builds it. fetch_gpiod_1.6 ARCHITECTURE FOLDER
fetch_gpiod_1.6() {
  local architecture
  architecture=$(debian_of "$1")
  write_sources bookworm deb
  foreign "$architecture" bookworm apt-get -qq update
  (mkdir -p "$2/download" && cd "$2/download" &&
    foreign "$architecture" bookworm apt-get -qq download libgpiod-dev)
  dpkg -x "$2"/download/libgpiod-dev_*.deb "$2/unpacked"
  mkdir -p "$2/include" "$2/lib"
  cp "$2/unpacked/usr/include/gpiod.h" "$2/include/"
  cp "$2"/unpacked/usr/lib/*/libgpiod.a "$2/lib/"
}

# libgpiod 2.2 from the source of Debian 13, compiled here: its configuration is one line.
fetch_gpiod_2.2() {
  local file version source=$2/source flags=()
  read -ra flags <<<"$(flags_of "$1")"
  write_sources trixie deb-src
  foreign source trixie apt-get -qq update
  (mkdir -p "$2/download" && cd "$2/download" &&
    foreign source trixie apt-get -qq source --tar-only --download-only libgpiod)
  file=$(echo "$2"/download/libgpiod_*.orig.tar.*)
  version=${file##*libgpiod_}
  version=${version%%.orig*}
  mkdir -p "$source" "$2/include" "$2/lib" "$2/objects"
  tar -xf "$file" -C "$source" --strip-components=1
  cp "$source/include/gpiod.h" "$2/include/"
  for file in "$source"/lib/*.c; do
    tool "$1" gcc "${flags[@]}" -std=gnu17 -Os -ffunction-sections \
      -D_GNU_SOURCE -DGPIOD_VERSION_STR="\"$version\"" \
      -I "$source/include" -I "$source/lib" -c "$file" -o "$2/objects/$(basename "$file" .c).o"
  done
  tool "$1" ar rcs "$2/lib/libgpiod.a" "$2"/objects/*.o
}

# gpiod_folder ARCHITECTURE VERSION
gpiod_folder() { echo "$cache/gpiod-$2-$1"; }

# fetch_gpiod ARCHITECTURE 1.6|2.2: into its folder, unless it is there.
fetch_gpiod() {
  local folder
  folder=$(gpiod_folder "$1" "$2")
  [ -e "$folder/lib/libgpiod.a" ] && return
  say "$1: libgpiod $2"
  rm -rf "$folder"
  mkdir -p "$folder"
  "fetch_gpiod_$2" "$1" "$folder"
}
