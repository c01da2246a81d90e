#!/usr/bin/env bash
# The whole flow of the Assistants protocol, bare: thread, message, run, poll, answer.
#
#   BASE_URL=http://127.0.0.1:4010/v1 API_KEY=sk-... ASSISTANT_ID=asst_... \
#     bash scripts/openai-assistant-curl.sh 'What is a run?'
#
# The message is the first argument or INPUT_MSG. The answer's text goes to stdout, everything else to stderr.
# TIMEOUT_SECONDS (300) limits the whole wait, POLL_SECONDS (1) is the pause between two looks.
set -euo pipefail

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

for tool in curl jq; do
  command -v "$tool" >/dev/null 2>&1 ||
    fail "This script needs $tool. Install it, for example: brew install $tool, apt install $tool, or winget install $tool."
done

BASE_URL=${BASE_URL:-https://api.openai.com/v1}
BASE_URL=${BASE_URL%/}
API_KEY=${API_KEY:-}
ASSISTANT_ID=${ASSISTANT_ID:-}
INPUT_MSG=${1:-${INPUT_MSG:-}}
TIMEOUT_SECONDS=${TIMEOUT_SECONDS:-300}
POLL_SECONDS=${POLL_SECONDS:-1}

[ -n "$ASSISTANT_ID" ] || fail 'OpenAI Assistant ID is required'
[ -n "$API_KEY" ] || fail 'API_KEY is required'
[ -n "$INPUT_MSG" ] || fail 'A message is required: give it as the first argument or in INPUT_MSG'
case $TIMEOUT_SECONDS in '' | *[!0-9]*) fail 'TIMEOUT_SECONDS must be a whole number' ;; esac
case $API_KEY in *[[:cntrl:]]*) fail 'API_KEY must not hold line breaks' ;; esac

umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The key reaches curl through its standard input: arguments show up in the process list.
key_config() {
  local escaped=${API_KEY//\\/\\\\}
  escaped=${escaped//\"/\\\"}
  printf 'header = "Authorization: Bearer %s"\n' "$escaped"
}

# call METHOD PATH [BODY]: prints the answer, or explains the error and ends the script.
call() {
  local method=$1 path=$2 status
  local options=(--silent --show-error --config - --request "$method" --output "$work/answer" --write-out '%{http_code}'
    --header 'OpenAI-Beta: assistants=v2' --max-time 120)
  if [ "$#" -gt 2 ]; then
    printf '%s' "$3" >"$work/body"
    options+=(--header 'Content-Type: application/json' --data-binary "@$work/body")
  fi
  : >"$work/answer"
  status=$(key_config | curl "${options[@]}" "$BASE_URL$path") || fail "$method $path: no answer from $BASE_URL"
  case $status in
    2??) cat "$work/answer" ;;
    *) fail "$method $path: HTTP $status: $(error_in "$work/answer")" ;;
  esac
}

# Servers word their errors in several shapes, and some answer in plain text.
error_in() {
  jq -er '(.error.message? // .message? // .detail? // .error?) | if type == "string" then . else tojson end' "$1" 2>/dev/null ||
    head -c 500 "$1"
}

# read_field JSON FILTER: the field, or nothing when the answer is no JSON.
read_field() { printf '%s' "$1" | jq -r "$2" 2>/dev/null || true; }

id_of() {
  local id
  id=$(read_field "$1" '.id // empty')
  [ -n "$id" ] || fail "The server's answer holds no id. Is $BASE_URL right, with its /v1?"
  printf '%s' "$id" | jq -sRr @uri
}

# answer_functions THREAD RUN RUN_JSON: every call gets a placeholder, all in one request.
answer_functions() {
  say "The assistant asks for: $(read_field "$3" '[.required_action.submit_tool_outputs.tool_calls[].function | "\(.name)(\(.arguments))"] | join(", ")')"
  say 'This script answers with a placeholder result.'
  local outputs
  outputs=$(printf '%s' "$3" | jq '{tool_outputs: [.required_action.submit_tool_outputs.tool_calls[]
    | {tool_call_id: .id, output: ({note: "placeholder result from openai-assistant-curl.sh", function: .function.name} | tojson)}]}')
  call POST "/threads/$1/runs/$2/submit_tool_outputs" "$outputs"
}

# cancel THREAD RUN: so that a run nobody waits for does not go on locking its thread.
cancel() { (call POST "/threads/$1/runs/$2/cancel") >/dev/null 2>&1 || say 'The run could not be cancelled.'; }

thread=$(call POST /threads '{}')
thread_id=$(id_of "$thread")
say "thread $thread_id"

message=$(jq -n --arg text "$INPUT_MSG" '{role: "user", content: $text}')
call POST "/threads/$thread_id/messages" "$message" >/dev/null

run=$(call POST "/threads/$thread_id/runs" "$(jq -n --arg id "$ASSISTANT_ID" '{assistant_id: $id}')")
run_id=$(id_of "$run")
say "run $run_id"

SECONDS=0
while :; do
  status=$(read_field "$run" '.status // empty')
  case $status in
    completed) break ;;
    failed | expired | incomplete | cancelled)
      fail "The run is $status. $(read_field "$run" '(.last_error.message? // .last_error? // .incomplete_details.reason? // "") | tostring')"
      ;;
  esac
  if [ "$SECONDS" -ge "$TIMEOUT_SECONDS" ]; then
    cancel "$thread_id" "$run_id"
    fail 'Assistant run timeout'
  fi
  if [ "$status" = requires_action ]; then
    run=$(answer_functions "$thread_id" "$run_id" "$run")
  else
    sleep "$POLL_SECONDS"
    run=$(call GET "/threads/$thread_id/runs/$run_id")
  fi
done

# Some servers ignore run_id and some leave it out of their messages; the thread is new, so its answers are ours.
answer=$(call GET "/threads/$thread_id/messages?order=asc&limit=100&run_id=$run_id" |
  jq -r '[.data[] | select(.role == "assistant") | .content[]? | select(.type == "text") | .text.value] | join("\n\n")')
[ -n "$answer" ] || fail 'No assistant response found'
printf '%s\n' "$answer"
