# Runs a bench. To be sourced, with $root set: `run_bench FOLDER CLASS JVM-OPTIONS... -- ARGUMENTS...` compiles the class and what it
# needs of bench/src into bench/target/FOLDER/classes against Holdfast as it was built, and becomes it; the checkout is its first argument.

# shellcheck source=scripts/jdk.sh
. "$root/scripts/jdk.sh"

run_bench() {
    find_jdk javac
    "$root/holdfast" version >&2 # builds when there is something to build
    bench_target=$root/bench/target/$1
    bench_class=$2
    shift 2
    bench_libraries="$root/app/target/holdfast/lib/*"
    mkdir -p "$bench_target"
    rm -rf "$bench_target/classes"
    "$JDK_HOME/bin/javac" --release 21 -Xlint:all -Werror -proc:none -cp "$bench_libraries" -sourcepath "$root/bench/src" \
        -d "$bench_target/classes" "$root/bench/src/dev/holdfast/bench/$(echo "$bench_class" | tr . /).java"
    bench_options=
    while [ "$1" != -- ]; do
        bench_options="$bench_options $1"
        shift
    done
    shift
    # shellcheck disable=SC2086 # options, one word each
    exec "$JDK_HOME/bin/java" $bench_options -cp "$bench_target/classes:$bench_libraries" "dev.holdfast.bench.$bench_class" "$root" "$@"
}

# Explains what is missing and exits 3 without wrk and pgbench.
need_load_generators() {
    missing=
    command -v wrk >/dev/null 2>&1 || missing="$missing wrk"
    # Debian keeps pgbench beside the server's programs; the one in /usr/bin only looks for it, so that it has to be run.
    pgbench --version >/dev/null 2>&1 || missing="$missing postgresql-client postgresql-contrib"
    if [ -n "$missing" ]; then
        cat >&2 <<MESSAGE
bench: needs wrk and pgbench, and not all of it is there.
  Install it:
    Debian, Ubuntu   apt-get install$missing
    macOS            brew install wrk postgresql
MESSAGE
        exit 3
    fi
}
