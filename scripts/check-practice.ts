/** Starts the practice server on a free port, asks it once and ends it. Run by doctor.mjs. */
import process from 'node:process'
import { startPracticeServer } from '../practice-server/server.ts'

const KEY = 'practice-doctor'

const server = await startPracticeServer({ key: KEY, pages: [] })
const answer = await fetch(`${server.baseUrl}/assistants`, {
  headers: { authorization: `Bearer ${KEY}`, 'openai-beta': 'assistants=v2' },
})
await server.close()
if (!answer.ok) {
  console.error(`it answered ${answer.status}`)
  process.exitCode = 1
}
