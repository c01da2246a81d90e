/** What the practice server itself says of a run, asked as anyone could. */
import type { PracticeServer } from '../practice-server/server.ts'
import { KEY } from './desk.ts'

/** The state of the newest run in the thread that was asked for last; empty while there is none. */
export async function stateAtServer(server: PracticeServer): Promise<string> {
  const path = server.requests.findLast((request) => /\/threads\/[^/]+\//.test(request.path))?.path ?? ''
  const thread = /\/threads\/([^/]+)/.exec(path)?.[1] ?? ''
  const headers = { authorization: `Bearer ${KEY}`, 'openai-beta': 'assistants=v2' }
  const reply = await fetch(`${server.baseUrl}/threads/${thread}/runs?limit=1&order=desc`, { headers })
  const { data } = (await reply.json()) as { data?: { status: string }[] }
  return data?.[0]?.status ?? ''
}
