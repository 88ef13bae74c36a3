# on: node/node-1
# Write your rules here. This file is run on node-1, as root, each time it has changed, and stops at the first command that fails.
# So let it begin by clearing away what an earlier run has made:
#
# iptables -t nat -D PREROUTING -j BY-HAND 2>/dev/null || true
# iptables -t nat -D OUTPUT -j BY-HAND 2>/dev/null || true
# iptables -t nat -F BY-HAND 2>/dev/null || iptables -t nat -N BY-HAND
