#!/bin/sh
# Called by mmdebstrap with the folder of the new system: makes it small, quick to add packages to, and trust what this machine trusts.
set -eu
root=$1

cat > "$root/etc/apt/apt.conf.d/90-image" <<'CONF'
APT::Install-Recommends "false";
Acquire::Languages "none";
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb"; };
CONF
# An image that breaks while it is built is built again: nothing has to be flushed to the disk.
echo force-unsafe-io > "$root/etc/dpkg/dpkg.cfg.d/90-image"

# Packages must not start what they install: there is no init in a build.
printf '#!/bin/sh\nexit 101\n' > "$root/usr/sbin/policy-rc.d"
chmod 755 "$root/usr/sbin/policy-rc.d"

cat > "$root/usr/local/sbin/dk-install" <<'PROGRAM'
#!/bin/sh
# dk-install PACKAGE...: adds Debian packages to an image and leaves nothing else behind.
set -eu
nice apt-get -qq update
DEBIAN_FRONTEND=noninteractive nice apt-get -qq install --yes "$@" >/dev/null
rm -rf /var/lib/apt/lists/*
PROGRAM
chmod 755 "$root/usr/local/sbin/dk-install"

if [ -f /etc/ssl/certs/ca-certificates.crt ]; then
  cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
fi
rm -rf "$root"/usr/share/locale/* "$root"/usr/share/man/* "$root"/var/cache/apt/*.bin
