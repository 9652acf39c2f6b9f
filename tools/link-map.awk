# Sums what the linker kept, from its map: every section is followed by the file it is from.
#
#   awk -v own=PATTERN -f link-map.awk MAP
#
# Prints `BYTES WHOSE PART` for each object file; WHOSE is own (files that match), gpiod or libc.
# Space that the linker leaves for alignment is nobody's.
function hex(text,  i, value) {
  for (i = 3; i <= length(text); i++)
    value = value * 16 + index("0123456789abcdef", substr(text, i, 1)) - 1
  return value + 0
}
/^Linker script and memory map/ { live = 1 }
!live { next }
# A long section name has its numbers on the next line.
/^ \.?[A-Za-z_.$0-9*]+$/ { name = $1; next }
{
  if ($1 ~ /^[._A-Za-z]/ && $2 ~ /^0x/ && $3 ~ /^0x/) { section = $1; size = $3; file = $4 }
  else if ($1 ~ /^0x/ && $2 ~ /^0x/ && NF >= 3) { section = name; size = $2; file = $3 }
  else next
  if (file == "" || section ~ /^\.(debug|comment|note|symtab|strtab|shstrtab|ARM.attributes)/) next
  if (file ~ own) whose = "own"
  else if (file ~ /libgpiod/) whose = "gpiod"
  else whose = "libc"
  sub(/.*\//, "", file)
  sum[whose " " file] += hex(size)
}
END { for (part in sum) if (sum[part] > 0) print sum[part], part }
