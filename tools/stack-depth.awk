# Worst-case stack depth of object files, from their disassembly.
#
# Input: `objdump -dr --no-show-raw-insn`, then `objdump -r`, of all objects of a
# program, compiled with one section per function, for x86_64 (AT&T syntax) or
# aarch64 (set ARCH).
# Output, one fact a line, tab separated:
#   depth     BYTES  callers from the outermost in   the deepest chain of calls
#   indirect  COUNT                                   calls and jumps through a pointer
#   recursion NAMES                                   a chain that returns to itself
#   dynamic   NAME                                    a frame whose size is not constant
#
# An upper bound: every push or subtraction in a function counts once, and tail
# calls count as calls. A call through a pointer counts as the deepest function
# whose address is taken, and so does the jump of a switch. Functions outside the input (C library, libgcc) count 0.

function hex(text,    value, i) {
  sub(/^0x/, "", text)
  for (i = 1; i <= length(text); i++) value = value * 16 + index("0123456789abcdef", substr(text, i, 1)) - 1
  return value + 0
}
# An immediate such as $0x28, #0x28, #-32 or $0xffffffffffffff80 (negative).
function immediate(text) {
  sub(/^[$#]/, "", text); sub(/[,\]].*$/, "", text)
  if (text ~ /^0xffffffff/) return hex(substr(text, length(text) - 7)) - 4294967296
  return text ~ /^0x/ ? hex(text) : text + 0
}
function symbol(text) {
  sub(/[-+]0x[0-9a-f]+$/, "", text); sub(/^\.text\./, "", text); return text
}
function grow(bytes) { if (bytes > 0) own += bytes }
function edge(from, to) {
  if ((from, to) in seen) return
  seen[from, to] = 1; callees[from] = callees[from] " " to
}
function finish() {
  self_call()
  if (name != "" && own + red > frame[name]) frame[name] = own + red
}
# A call whose target the assembler resolved, so that no relocation follows it.
function self_call() { if (pending != "") edge(name, pending); pending = "" }

/^[0-9a-f]+ <.*>:$/ {
  label = symbol(substr($2, 2, length($2) - 3))
  if (label ~ /^\.LCPI/) next  # a constant inside a function's section
  finish(); name = label; defined[name] = 1; red = 0
  own = ARCH == "x86_64" ? 8 : 0  # the return address
  next
}
# From `objdump -r`: functions whose address is in data; unwind tables do not count.
/^RELOCATION RECORDS FOR / { relocations = 1; data = $4 !~ /^\[\.(text|eh_frame|debug)/; next }
relocations && $2 ~ /^R_/ { if (data) taken[symbol($3)] = 1; next }
$2 ~ /^R_/ {
  if (branch && $2 ~ /PLT32|PC32|CALL26|JUMP26|CONDBR19/) { edge(name, symbol($3)); pending = "" }
  else if (symbol($3) != name) taken[symbol($3)] = 1
  next
}
/^ *[0-9a-f]+:/ {
  self_call()
  line = $0; sub(/^ *[0-9a-f]+:[ \t]*/, "", line); sub(/[ \t]+(\/\/|#[ \t]).*$/, "", line)
  count = split(line, part, /[ \t]+/); op = part[1]; args = part[2]
  for (i = 3; i <= count; i++) args = args part[i]
  branch = op ~ /^(call|j[a-z]+|bl?|b\.[a-z]+|cbn?z|tbn?z)$/
  if (op ~ /^(call|bl)$/ && count > 2 && part[count] == "<" name ">") pending = name
  if ((op ~ /^(call|jmp)$/ && args ~ /^\*/) || op ~ /^(blr|br)$/) { pointers[name]++; edge(name, "*") }
}
ARCH == "x86_64" && /^ *[0-9a-f]+:/ {
  if (op ~ /^push/) grow(8)
  else if (op == "sub" && args ~ /^\$.*,%rsp$/) grow(immediate(args))
  else if (op == "add" && args ~ /^\$.*,%rsp$/) grow(-immediate(args))
  else if (op == "and" && args ~ /^\$.*,%rsp$/) grow(-immediate(args) - 1)
  else if (op == "lea" && args ~ /^-0x[0-9a-f]+\(%rsp\),%rsp$/) grow(immediate(substr(args, 2, index(args, "(") - 2)))
  else if (op == "sub" && args ~ /,%rsp$/) dynamic[name] = 1
  # The red zone: bytes below the stack pointer that a leaf may use as they are.
  if (match(args, /-0x[0-9a-f]+\(%rsp[,)]/)) {
    below = hex(substr(args, RSTART + 1, index(substr(args, RSTART), "(") - 2))
    if (below > red) red = below
  }
}
ARCH == "aarch64" && /^ *[0-9a-f]+:/ {
  if (args ~ /\[sp,#-[0-9]+\]!$/) grow(-immediate(substr(args, index(args, "[sp,") + 4)))
  else if (op == "sub" && args ~ /^sp,sp,#/) {
    amount = immediate(substr(args, 7)); if (args ~ /lsl#12$/) amount *= 4096
    grow(amount)
  }
  else if (op == "sub" && args ~ /^x[0-9]+,sp,#/) {
    amount = immediate(substr(args, index(args, "#"))); if (args ~ /lsl#12$/) amount *= 4096
    lowered[name, substr(args, 1, index(args, ",") - 1)] = amount
  }
  else if (op == "and" && args ~ /^sp,x/) {
    split(args, operand, ","); grow(lowered[name, operand[2]] - immediate(operand[3]) - 1)
  }
  else if (op == "mov" && args ~ /^x[0-9]+,#/)
    constant[name, substr(args, 1, index(args, ",") - 1)] = immediate(substr(args, index(args, "#")))
  else if (op == "sub" && args ~ /^sp,sp,x/ && (name, substr(args, 7)) in constant) grow(constant[name, substr(args, 7)])
  else if (op == "sub" && args ~ /^sp,sp,x/ || op == "mov" && args ~ /^sp,x/ && args != "sp,x29") dynamic[name] = 1
}

# Depth below and including f; deepest[f] is the callee on that chain.
function depth(f, chain,    list, n, i, below, most) {
  if (f in known) return known[f]
  if (f in open) {
    # Through a pointer this is a guess, not a finding.
    if (chain !~ / \*( |$)/) loops[substr(chain, index(chain " ", " " f " ") + 1) " " f] = 1
    return 0
  }
  open[f] = 1; most = 0
  n = split(callees[f], list, " ")
  for (i = 1; i <= n; i++) {
    if (list[i] != "*" && !(list[i] in defined)) continue
    below = depth(list[i], chain " " f)
    if (below > most) { most = below; deepest[f] = list[i] }
  }
  delete open[f]
  return known[f] = frame[f] + most
}
END {
  finish()
  for (f in taken) if (f in defined) edge("*", f)
  # Functions of the language runtime that nobody calls are dropped by the linker.
  for (f in defined) if (f !~ /^_?swift_/ && depth(f, "") > worst) { worst = known[f]; root = f }
  chain = root
  for (f = root; f in deepest; f = deepest[f]) {
    if (shown[deepest[f]]++) break
    chain = chain " " deepest[f]
  }
  printf "depth\t%d\t%s\n", worst, chain
  for (f in pointers) if (f in known) indirect += pointers[f]
  printf "indirect\t%d\n", indirect
  for (chain in loops) print "recursion\t" chain
  for (f in dynamic) print "dynamic\t" f
}
