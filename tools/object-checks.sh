# What is searched for in the object code of device programs. Sourced.
# shellcheck shell=bash

# Heap entry points of the C library, C++ and the Swift runtime.
# shellcheck disable=SC2034  # used by who sources this
allocators='malloc|calloc|realloc|reallocarray|free|posix_memalign|aligned_alloc|memalign|valloc|strdup|_Zn[wa]m.*|_Zd[al]Pv.*|swift_(allocObject|allocBox|allocError|slowAlloc|slowAllocTyped|slowDealloc|deallocObject|deallocBox|deallocClassInstance|deallocPartialClassInstance|coroFrameAlloc)'

# Floating-point instructions: arithmetic, comparison, rounding, conversion.
# Not counted, as compilers use them on integers: moves, shuffles, blends and
# bitwise operations (movss, movaps, unpcklps, shufps, xorps, andps ...; fmov).
#   x86_64  SSE and AVX on ss, sd, ps, pd; every cvt*; FMA; x87, which is all of f*
#           (but the prefix fs).
#   aarch64 every f* but fmov; scvtf, ucvtf; the bfloat16 group.
#   armv6   every instruction of the VFP. Its functions in software: `soft_float`.
# shellcheck disable=SC2034  # used by name
float_x86_64='v?(add|sub|mul|div|sqrt|min|max|hadd|hsub|addsub|rcp|rsqrt|round|dp|cmp[a-z_]*|u?comi)[sp][sd]|v?cvt.*|vfn?m(add|sub).*|f([a-rt-z]|s[a-z]).*'
# shellcheck disable=SC2034
float_aarch64='f[a-z].*|[su]cvtf|bf(cvt|dot|mla|mmla|mlal)[a-z0-9]*'
# shellcheck disable=SC2034
float_armv6='(v|f)[a-z].*'

# Floating-point arithmetic that the compiler calls for where there are no instructions.
# shellcheck disable=SC2034
soft_float='__aeabi_[cdf].*|__aeabi_u?[il]2[fd].*|__(add|sub|mul|div|neg|eq|ne|lt|le|gt|ge|unord|fix|float|extend|trunc|pow)[a-z]*[sdtx]f[a-z0-9]*'

# disassemble ARCHITECTURE OBJECT ...
disassemble() { tool "$1" objdump -dr --no-show-raw-insn "${@:2}"; }

# Prints `FUNCTION WORD` for each instruction (kind=op) or reference (kind=symbol)
# that matches a pattern as a whole. find_in_functions KIND PATTERN < DISASSEMBLY
find_in_functions() {
  awk -v kind="$1" -v pattern="^($2)\$" '
    /^[0-9a-f]+ <.*>:$/ { name = substr($2, 2, length($2) - 3); next }
    $2 ~ /^R_/ { if (kind == "symbol") { s = $3; sub(/[-+]0x[0-9a-f]+$/, "", s); if (s ~ pattern) print name, s }; next }
    /^ *[0-9a-f]+:/ && kind == "op" && $2 ~ pattern && $2 != "fmov" { print name, $2 }'
}
