#!/bin/sh
# A container has no hardware, consoles, clock or kernel of its own: units for these would fail, or change the machine.
set -eu
systemctl set-default multi-user.target
systemctl mask -- \
  systemd-udevd.service systemd-udev-trigger.service systemd-udevd-control.socket systemd-udevd-kernel.socket \
  systemd-modules-load.service systemd-sysctl.service systemd-binfmt.service systemd-remount-fs.service systemd-timesyncd.service \
  dev-hugepages.mount dev-mqueue.mount sys-fs-fuse-connections.mount sys-kernel-config.mount sys-kernel-debug.mount \
  sys-kernel-tracing.mount proc-sys-fs-binfmt_misc.automount \
  getty.target console-getty.service getty-static.service \
  apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer e2scrub_reap.service fstrim.timer
# Empty: every host gets an identity of its own when it first boots.
rm -f /var/lib/dbus/machine-id
: > /etc/machine-id
