# To be read with `.`: installing a Debian or Ubuntu package where we may, and saying how where we may not.

# apt_command PACKAGE: what a person types to install it.
apt_command() {
    become=sudo
    [ "$(id -u)" -ne 0 ] || become=
    echo "${become:+$become }apt-get update && ${become:+$become }apt-get install -y $1"
}

# apt_install PACKAGE: installs it when we are root or need no password to become so; fails otherwise.
apt_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    if [ "$(id -u)" -eq 0 ]; then
        become='env'
    elif sudo -n true >/dev/null 2>&1; then
        become='sudo -n env'
    else
        return 1
    fi
    echo "Installing $1 with apt-get."
    # apt-get update may fail on one stale source while the package is to be had from another.
    $become DEBIAN_FRONTEND=noninteractive apt-get -qq update >/dev/null 2>&1
    $become DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$1" >/dev/null
}
