/** Whether what was pasted can be the ID of a thread. Servers other than OpenAI have IDs of any kind, so little is ruled out. */

export type ThreadIdProblem = 'empty' | 'spaces' | 'too-long' | 'key' | 'not-a-thread'

const LONGEST_ID = 200

/** IDs of other things, by the beginnings OpenAI gives them (platform.openai.com/docs/api-reference). */
const OTHERS = /^(asst|run|step|msg|file|vs|call|proj|org|resp|conv)[_-]/i

/** Null when it can be asked for. Keys are recognised so that none is ever put into an address. */
export function threadIdProblem(written: string): ThreadIdProblem | null {
  const id = written.trim()
  if (id === '' || /^\.+$/.test(id)) return 'empty'
  if (/^(sk|sess)-/.test(id) || /^Bearer\s/i.test(id)) return 'key'
  if (/[\s\p{Cc}]/u.test(id)) return 'spaces'
  if (id.length > LONGEST_ID) return 'too-long'
  return OTHERS.test(id) ? 'not-a-thread' : null
}
