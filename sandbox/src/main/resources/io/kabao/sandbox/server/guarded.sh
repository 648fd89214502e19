# Becomes the server given as the command and leaves a watcher beside it that ends the server when the JVM is gone.
# $1 file to note process id and start time in; then the command.
# The JVM holds the other end of standard input, so its end comes when the JVM dies, even by SIGKILL, or when the
# server did.
read -r stat < /proc/self/stat
printf '%s\n' "$stat" > "$1"
shift
exec 3<&0
(
  trap '' HUP INT TERM
  read -r _ <&3
  # Only while the server is still our parent is its process id its own.
  read -r _ _ _ parent _ < /proc/self/stat
  if [ "$parent" = "$$" ]; then kill -KILL "$$"; fi
) > /dev/null 2>&1 &
exec "$@" 3<&- < /dev/null
