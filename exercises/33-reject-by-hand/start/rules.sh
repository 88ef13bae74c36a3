# on: node/node-1
# Write your rules here, one a line. When this file is applied again, its commands run again: take away first what may be there already, like so:
#   iptables -D INPUT -s 192.0.2.1 -j DROP 2>/dev/null || true
#   iptables -A INPUT -s 192.0.2.1 -j DROP
true
