/** What the process that is killed says on its standard output, one JSON object a line. */

export type Told =
  | { type: 'opened'; open: number }
  | { type: 'taken-up'; runs: number; ms: number; left: string[] }
  | { type: 'acknowledged'; messageId: string; conversationId: string; text: string }
  | { type: 'bug'; text: string }
  | { type: 'finished'; isDone: boolean }

/** The whole lines of an output that may have been cut in the middle of its last. */
export function readTold(output: string): Told[] {
  return output
    .slice(0, output.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Told)
}
