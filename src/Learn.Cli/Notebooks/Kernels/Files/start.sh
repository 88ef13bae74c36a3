#!/bin/sh
# Starts the kernel "Learn (C#)". Written by `learn kernel install`; the next one overwrites it.
host=@HOST@
program=@PROGRAM@
if [ ! -f "$program" ]; then
    echo "learn: the program of this notebook kernel is not there any more: $program" >&2
    echo "learn: if the checkout was moved or cleaned, run './learn kernel install' in it again" >&2
    exit 3
fi
if [ ! -x "$host" ]; then
    gone=$host
    host=$(command -v dotnet) || {
        echo "learn: the .NET runtime is not there any more: $gone. After installing one, run './learn kernel install' again" >&2
        exit 3
    }
fi
# An ordinary user's PATH on Debian has no sbin, where iptables and nft are. A kernel that is killed is to leave no socket behind.
PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin" DOTNET_EnableDiagnostics=0
export PATH DOTNET_EnableDiagnostics
exec "$host" "$program" kernel run --connection-file "$1"
