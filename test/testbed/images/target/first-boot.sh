#!/bin/sh
# Before sshd starts: hides the disks of the machine, which a privileged container sees, and gives the host its keys.
set -eu
find /dev -maxdepth 1 -type b -delete

# Without RSA, whose keys take seconds to find.
for type in ed25519 ecdsa; do
  key=/etc/ssh/ssh_host_${type}_key
  [ -f "$key" ] || ssh-keygen -q -t "$type" -N '' -f "$key"
done

[ -f /home/deploy/.ssh/authorized_keys ] && exit
# Given to the container as a variable; only the first process has it.
key=$(tr '\0' '\n' < /proc/1/environ | sed -n 's/^DK_AUTHORIZED_KEY=//p')
install -d -m 700 -o deploy -g deploy /home/deploy/.ssh
printf '%s\n' "$key" > /home/deploy/.ssh/authorized_keys
chown deploy:deploy /home/deploy/.ssh/authorized_keys
chmod 600 /home/deploy/.ssh/authorized_keys
install -d -o deploy -g deploy /srv
