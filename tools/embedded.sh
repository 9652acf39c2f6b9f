# Shared by build-embedded and build-device: compiling device modules in Embedded Swift, without a
# heap, and C shims for the same processor. Sourced, with `name`, `sources` and `features` set.
# shellcheck shell=bash

say() { echo "$name: $*"; }
fail() { echo "$name: error: $*" >&2; exit 1; }

# The standard library of Embedded Swift is compiled into our objects, so the triple only selects
# code generation; there is none for Linux on ARM, and the bare-metal ones have the same calling
# convention.
triple_of() {
  case $1 in
    x86_64) echo x86_64-unknown-linux-gnu ;;
    aarch64) echo aarch64-none-none-elf ;;
    armv6) echo armv6-none-none-eabi ;;
    *) fail "unknown architecture '$1': use x86_64, aarch64 or armv6" ;;
  esac
}

# armv6 is every 32-bit Raspberry Pi. Debian's armhf needs ARMv7, so the C library is that of armel,
# which passes no argument in a floating-point register; nor do we.
gnu_of() {
  case $1 in
    armv6) echo arm-linux-gnueabi ;;
    *) echo "$1-linux-gnu" ;;
  esac
}

# tool ARCHITECTURE NAME [ARGUMENT ...]: gcc, ld, nm ... for an architecture.
tool() { "$(gnu_of "$1")-$2" "${@:3}"; }

# What the C compiler needs to be told. File sizes and times have 64 bits everywhere.
flags_of() {
  case $1 in
    armv6) echo -march=armv6 -marm -D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64 ;;
  esac
}

# run_on ARCHITECTURE PROGRAM [ARGUMENT ...]: runs it here, under an emulator where need be.
run_on() {
  case $1 in
    "$(uname -m)") "${@:2}" ;;
    armv6) qemu-arm-static -cpu arm1176 "${@:2}" ;;
    *) "qemu-$1-static" "${@:2}" ;;
  esac
}

# Debian's name of an architecture.
debian_of() {
  case $1 in
    x86_64) echo amd64 ;;
    aarch64) echo arm64 ;;
    armv6) echo armel ;;
  esac
}

# Debian's packages that hold the C compiler, linker and static C library.
packages_of() {
  if [ "$1" = "$(uname -m)" ]; then echo gcc libc6-dev binutils; return; fi
  case $1 in
    x86_64) echo gcc-x86-64-linux-gnu libc6-dev-amd64-cross qemu-user-static ;;
    aarch64) echo gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user-static ;;
    armv6) echo gcc-arm-linux-gnueabi libc6-dev-armel-cross qemu-user-static ;;
  esac
}

# True when static programs can be linked for an architecture, and run here.
have_tools() {
  printf '#include <unistd.h>\nint main(void) { return 0; }\n' |
    tool "$1" gcc -static -x c - -o /dev/null 2>/dev/null || return 1
  case $1 in
    "$(uname -m)") ;;
    armv6) command -v qemu-arm-static >/dev/null ;;
    *) command -v "qemu-$1-static" >/dev/null ;;
  esac
}

install_tools() {
  local packages as_root=""
  have_tools "$1" && return
  packages=$(packages_of "$1")
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || fail "needs these packages, and root to install them: $packages"
    as_root=sudo
  fi
  say "$1: installing $packages"
  $as_root apt-get update -qq
  # shellcheck disable=SC2086  # a list of packages
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null
  have_tools "$1" || fail "$1: still cannot link a static program with $(gnu_of "$1")-gcc"
}

# compile_swift TRIPLE DIRECTORY MODULE MODULE_MAP
compile_swift() {
  local files feature flags=()
  [ -d "$sources/$3" ] || fail "no folder Sources/$3: is the list of modules in this script out of date?"
  mapfile -t files < <(find "$sources/$3" -name '*.swift' | LC_ALL=C sort)
  [ ${#files[@]} -gt 0 ] || fail "Sources/$3 has no Swift file"
  # Top-level code is allowed in a file called main.swift only.
  [ -e "$sources/$3/main.swift" ] || flags+=(-parse-as-library)
  for feature in $features; do flags+=(-enable-experimental-feature "$feature"); done
  # With 32 bits, the standard library's conversions from and to 64-bit integers name an array in
  # generic code that is never reached, and -no-allocations refuses the name. The same sources pass
  # with 64 bits, and build-device searches what is linked for allocations.
  case $1 in
    arm*) ;;
    *) flags+=(-Xfrontend -no-allocations) ;;
  esac
  # -function-sections lets the linker drop what is unused, and check-embedded
  # tell functions apart.
  swiftc -target "$1" -package-name "$package" -module-name "$3" "${flags[@]}" \
    -swift-version 6 -strict-memory-safety -warnings-as-errors \
    -wmo "${OPTIMIZE:--O}" -Xfrontend -function-sections \
    -Xcc -ffreestanding -Xcc "-fmodule-map-file=$4" -I "$2" \
    -emit-module -emit-module-path "$2/$3.swiftmodule" -c -o "$2/$3.o" "${files[@]}"
}

# compile_shim ARCHITECTURE DIRECTORY SHIM [FLAG ...]
compile_shim() {
  local file architecture=$1 directory=$2 shim=$3
  shift 3
  # GCC does not know clang's nullability, which Swift reads in the header.
  for file in "$sources/$shim"/*.c; do
    # shellcheck disable=SC2046  # a list of flags
    tool "$architecture" gcc $(flags_of "$architecture") "$@" -std=gnu17 -Wall -Wextra -Werror -Wno-attributes -Wno-unknown-pragmas \
      -D_Nonnull= -D_Nullable= -D_Null_unspecified= -ffunction-sections \
      -I "$sources/$shim/include" -c "$file" -o "$directory/$(basename "$file" .c).o"
  done
}

# module_map SHIM DIRECTORY: as SwiftPM does for a C target without a module map of its own.
module_map() {
  echo "module $1 { umbrella header \"$sources/$1/include/$1.h\" export * }" >>"$2/module.modulemap"
}
