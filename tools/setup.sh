# tools/setup.sh - what ./run and ./test share; sourced by bash from the root of the source tree.
# Installs packages only when something is missing, and remembers by time stamps in build/ what is
# up to date, so that a second start does nothing.

build_packages=(gcc libc6-dev meson ninja-build pkg-config tzdata libmicrohttpd-dev libjansson-dev
    libsqlite3-dev libexpat1-dev libutf8proc-dev libmd4c-dev zlib1g-dev libbrotli-dev libssl-dev)
web_sources=(web/src web/public web/index.html web/package.json web/package-lock.json
    web/vite.config.ts web/svelte.config.js web/tsconfig.json)
test_packages=(libcriterion-dev clang-format chromium)

say() { printf '%s\n' "$*" >&2; }
die() { say "error: $*"; exit 1; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        die "not root and no sudo: please install these packages: ${*: -20}"
    fi
}

# Names those of its arguments that are not installed.
missing_packages() {
    local have
    have=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p')
    printf '%s\n' "$@" | grep -vxF -e "${have:-none}" || true
}

# Any npm will do to begin with: use_node fetches the right ones.
have_npm() { command -v npm >/dev/null && command -v node >/dev/null; }

need_packages() {
    local missing
    command -v dpkg-query >/dev/null || { say "not a Debian system: trusting that the packages are there"; return; }
    missing=$(missing_packages "$@")
    have_npm || missing="$missing nodejs npm"
    [ -n "${missing//[[:space:]]/}" ] || return 0
    # shellcheck disable=SC2086 # one word per package
    set -- $missing
    say "installing: $*"
    local log=build/apt.log
    mkdir -p build
    as_root apt-get -qq update >"$log" 2>&1 || { tail -n 20 "$log" >&2; die "apt-get update failed"; }
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" \
        >>"$log" 2>&1 || { tail -n 20 "$log" >&2; die "apt-get install failed"; }
}

# fresh STAMP PATH…: nothing below the paths is newer than the stamp.
fresh() {
    local stamp=$1
    shift
    [ -e "$stamp" ] || return 1
    [ -z "$(find "$@" \( -name node_modules -o -name dist -o -name .svelte-kit \) -prune -o -newer "$stamp" -print -quit 2>/dev/null)" ]
}

# Some packages of the client leave parts out when npm itself runs on an older node, as Debian's
# does; so the node that web/package.json names and an npm come from the npm registry first.
npm_version=10.9.9
use_node() {
    local wanted arch dir=$PWD/build/node
    wanted=$(sed -n 's/^ *"node": "\([0-9.]*\)".*/\1/p' web/package.json)
    case $(uname -m) in aarch64 | arm64) arch=arm64 ;; *) arch=x64 ;; esac
    if [ "$(cat "$dir/version" 2>/dev/null)" != "$wanted $npm_version" ]; then
        say "fetching node $wanted"
        rm -rf "$dir"
        mkdir -p "$dir"
        printf '{"private": true}\n' >"$dir/package.json"
        (cd "$dir" && npm install --no-audit --no-fund --save-exact \
            "node-linux-$arch@$wanted" "npm@$npm_version") >build/npm.log 2>&1 ||
            { tail -n 30 build/npm.log >&2; die "node $wanted could not be fetched"; }
        printf '%s\n' "$wanted $npm_version" >"$dir/version"
    fi
    PATH=$dir/node_modules/.bin:$PATH
}

web_install() {
    local stamp=web/node_modules/.package-lock.json
    use_node
    [ -e "$stamp" ] && [ ! web/package-lock.json -nt "$stamp" ] && [ ! web/package.json -nt "$stamp" ] && return 0
    say "fetching what the web client is built with"
    mkdir -p build
    (cd web && npm ci --no-audit --no-fund) >build/npm.log 2>&1 ||
        { tail -n 30 build/npm.log >&2; die "npm ci failed"; }
    touch "$stamp"
}

web_build() {
    local stamp=build/web.stamp
    [ -e web/dist/index.html ] && fresh "$stamp" "${web_sources[@]}" && return 0
    web_install
    say "building the web client"
    mkdir -p build
    touch "$stamp.new" # what is saved while the build runs is newer than this
    (cd web && npm run --silent build) >build/web.log 2>&1 ||
        { tail -n 40 build/web.log >&2; die "the web client does not build"; }
    mv "$stamp.new" "$stamp"
}

server_build() { # NAME meson options…
    local stamp=build/$1.stamp
    [ -x "build/$1/gantline" ] && fresh "$stamp" src tools/embed demo tests/meson.build meson.build meson_options.txt &&
        [ ! web/dist -nt "$stamp" ] && [ ! web/dist/index.html -nt "$stamp" ] && return 0
    say "building the server (build/$1)"
    mkdir -p build
    touch "$stamp.new"
    QUIET=1 TARGETS=gantline tools/build "$@" >"build/$1.log" 2>&1 ||
        { tail -n 40 "build/$1.log" >&2; die "the server does not build"; }
    mv "$stamp.new" "$stamp"
}
