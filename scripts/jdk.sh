# Finds a Java. To be sourced: `. scripts/jdk.sh; find_jdk javac` sets JDK_HOME and JDK_MAJOR, or explains what is missing and exits 3.
# The argument is the tool the installation must have: `javac` to build, `java` to run. `need_maven` likewise.

JDK_MINIMUM=21
JDK_PREFERRED=25

# Prints the feature version (8, 17, 25 ...) of the Java at $1; nothing when there is none.
jdk_major() {
    [ -x "$1/bin/java" ] || return 0
    jdk_text=$(sed -n 's/^JAVA_VERSION="\(.*\)".*/\1/p' "$1/release" 2>/dev/null)
    if [ -z "$jdk_text" ]; then
        jdk_text=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1)
    fi
    jdk_text=${jdk_text#1.}
    jdk_text=${jdk_text%%[!0-9]*}
    echo "$jdk_text"
}

# Succeeds, and sets JDK_HOME and JDK_MAJOR, when the Java at $1 is new enough and has the tool $2.
jdk_accept() {
    [ -n "$1" ] && [ -x "$1/bin/$2" ] || return 1
    jdk_found=$(jdk_major "$1")
    [ "${jdk_found:-0}" -ge "$JDK_MINIMUM" ] || return 1
    JDK_HOME=$1
    JDK_MAJOR=$jdk_found
}

# The home of the `java` on the PATH, through the links that lead to it.
jdk_on_path() {
    jdk_link=$(command -v java 2>/dev/null) || return 0
    while [ -L "$jdk_link" ]; do
        jdk_target=$(readlink "$jdk_link")
        case $jdk_target in
            /*) jdk_link=$jdk_target ;;
            *) jdk_link=${jdk_link%/*}/$jdk_target ;;
        esac
    done
    (cd "${jdk_link%/*}/.." 2>/dev/null && pwd -P)
}

jdk_missing() {
    cat >&2 <<MESSAGE
holdfast: needs a JDK $JDK_MINIMUM or newer ($JDK_PREFERRED is best), and none was found.
  $1
  Install one:
    Debian 13, Ubuntu 24.04   apt-get install openjdk-21-jdk-headless
    Debian 12 (only has 17)   add the packages.adoptium.net repository, then: apt-get install temurin-25-jdk
    macOS                     brew install openjdk
    anywhere                  https://adoptium.net, unpacked, with HOLDFAST_JAVA_HOME set to its folder
MESSAGE
    exit 3
}

# $1: the tool that must be there. What the user names wins; among what merely lies around, the preferred version, else the newest.
find_jdk() {
    if [ -n "${HOLDFAST_JAVA_HOME:-}" ]; then
        jdk_accept "$HOLDFAST_JAVA_HOME" "$1" && return 0
        jdk_seen=$(jdk_major "$HOLDFAST_JAVA_HOME")
        jdk_missing "HOLDFAST_JAVA_HOME=$HOLDFAST_JAVA_HOME is no Java $JDK_MINIMUM or newer with bin/$1${jdk_seen:+; it is Java $jdk_seen}."
    fi
    jdk_accept "${JAVA_HOME:-}" "$1" && return 0

    jdk_best=
    jdk_best_rank=0
    jdk_too_old=
    for jdk_candidate in \
        "$(jdk_on_path)" \
        /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java* /opt/java/* /opt/jdk* /opt/jdk/* \
        "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* "${HOME:-}"/.asdf/installs/java/* "${HOME:-}"/.local/share/mise/installs/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        if jdk_accept "$jdk_candidate" "$1"; then
            jdk_rank=$JDK_MAJOR
            [ "$JDK_MAJOR" -ne "$JDK_PREFERRED" ] || jdk_rank=100000
            if [ "$jdk_rank" -gt "$jdk_best_rank" ]; then
                jdk_best=$JDK_HOME
                jdk_best_rank=$jdk_rank
            fi
        elif [ -x "$jdk_candidate/bin/java" ]; then
            jdk_too_old=$jdk_candidate
        fi
    done
    if [ -n "$jdk_best" ]; then
        jdk_accept "$jdk_best" "$1"
        return 0
    fi
    if [ -n "$jdk_too_old" ]; then
        jdk_missing "Looked in JAVA_HOME, the PATH and the usual folders, and found only $jdk_too_old (Java $(jdk_major "$jdk_too_old"))$([ -x "$jdk_too_old/bin/$1" ] || echo ", without bin/$1")."
    fi
    jdk_missing "Looked in JAVA_HOME, the PATH and the usual folders (such as /usr/lib/jvm), and found no Java at all."
}

need_maven() {
    command -v mvn >/dev/null 2>&1 && return 0
    cat >&2 <<MESSAGE
holdfast: needs Maven to build, and there is no mvn on the PATH.
  Install it:
    Debian, Ubuntu   apt-get install maven
    macOS            brew install maven
MESSAGE
    exit 3
}
