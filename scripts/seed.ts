/** `npm run seed -- --user-data-dir DIR --messages N [--conversations M]`: fills a profile for measuring, with one long conversation unless told otherwise. */
import process from 'node:process'
import { parseArgs } from 'node:util'
import { fillProfile } from '../bench/search/profile.ts'

const { values } = parseArgs({
  options: {
    'user-data-dir': { type: 'string' },
    messages: { type: 'string', default: '2000' },
    conversations: { type: 'string', default: '1' },
  },
})
const folder = values['user-data-dir']
const [messages, conversations] = [Number(values.messages), Number(values.conversations)]
const isSound =
  folder !== undefined &&
  Number.isInteger(messages) &&
  Number.isInteger(conversations) &&
  messages > 0 &&
  conversations > 0 &&
  conversations <= messages

if (isSound) {
  const startedAt = performance.now()
  await fillProfile({ folder, messages, conversations })
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(`${messages} messages in ${conversations} conversations, written in ${seconds} s.`)
  console.log(`Open them: npm start -- --user-data-dir=${folder}`)
} else {
  console.error(
    'Say where and how many: npm run seed -- --user-data-dir DIR --messages N [--conversations M]. There cannot be more conversations than messages.',
  )
  process.exitCode = 1
}
