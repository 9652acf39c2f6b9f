# A table of a static program's bytes, of the lines that link-map.awk prints.
BEGIN {
  # Files of the C library by what they are for; the first that matches counts.
  count = 0
  kind("allocator", "malloc|morecore|sbrk|arena")
  kind("dynamic loading (for iconv)", "\\(dl-|\\(rtld|libc_early|\\(tls|static-reloc|dl_|enbl-secure")
  kind("stack unwinding", "libgcc_eh|unwind|dl-iterate")
  kind("character sets (iconv)", "gconv|iconv|mbsr|wcs|wmem|mbrto|wcr|wcto|btowc|mbst|mbr")
  kind("text of numbers (printf)", "printf|fpioconst|mul_n|mul_1|divrem|lshift|rshift|submul|addmul|\\((add|sub|mul)_|itoa|itow|reg-|printf_fp|cmp\\.o|dbl2mpn|ldbl2mpn|strto|grouping")
  kind("streams (stdio)", "fileops|genops|wgenops|iof|strops|wfileops|stdio|vtables|stdfiles|wstrops|iopadn|iowpadn|iogetdelim|obprintf")
  kind("languages (locale, gettext)", "C-|C_name|locale|gettext|loadmsg|plural|finddomain|l10nf|explode|lc-|C-ctype|xlocale|setlocale|findlocale|global-locale|hash-string|errlist|strerror|siglist|sigdesc|SYS_libc|tsearch")
  kind("threads", "pthread|nptl|lowlevel|libc-cleanup|futex|cancellation|unwind-forcedunwind")
  kind("memory and strings", "mem(cpy|set|move|cmp|chr|rchr|mem|pcpy)|str[a-z]*|stpcpy|rawmem|basename|cacheinfo|cpu_feat|varshift")
  kind("helpers of the compiler", "libgcc\\.a")
  kind("start, system calls, rest", ".")
}
function kind(text, pattern) { count++; title[count] = text; match_of[count] = pattern }
{
  bytes[$2] += $1
  if ($2 == "own") { own[$3] += $1; next }
  if ($2 != "libc") next
  for (i = 1; i <= count; i++)
    if ($3 ~ match_of[i]) { sum[i] += $1; break }
}
END {
  row("our own code and data", bytes["own"])
  list(own)
  row("libgpiod", bytes["gpiod"])
  row("C library", bytes["libc"])
  fflush()
  command = "sort -t: -k2,2nr"
  for (i = 1; i <= count; i++)
    if (sum[i] > 0) printf "  %-33s: %7d\n", title[i], sum[i] | command
  close(command)
}
function row(text, number) { printf "%-35s: %7d\n", text, number }
function list(parts,  part, command) {
  fflush()
  command = "sort -t: -k2,2nr"
  for (part in parts) printf "  %-33s: %7d\n", part, parts[part] | command
  close(command)
}
