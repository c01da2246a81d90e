/**
 * Reads the app with the types of the oldest runtime it is developed on (Electron 33, Node 20), so that nothing is used that is missing
 * there. `npm run check:runtimes`. What the release's Electron has taken away is found by the usual check of types, which uses its types.
 */
import process from 'node:process'
import { fetchLocked } from './fetched.ts'
import { inRoot, root, tool, toolEnvironment } from './places.mjs'
import { main, run } from './steps.mjs'

main(async () => {
  const absent = await fetchLocked('runtimes')
  if (absent !== null) return console.log(`not here: ${absent}`)
  const { code, output } = await run(
    tool('tsc'),
    ['-p', inRoot('scripts', 'runtimes', 'tsconfig.json'), '--listFiles'],
    { cwd: root, env: toolEnvironment() },
  )
  const lines = output.split('\n')
  const read = lines.filter(
    (line) =>
      /\/(electron|shared|practice-server)\/.*\.ts$/.test(line) && !/generated|node_modules/.test(line),
  )
  const wrong = lines.filter((line) => line.includes('error TS'))
  for (const line of wrong) console.log(`  WRONG ${line}`)
  console.log(`  ${read.length} files of main read with the types of Electron 33 and Node 20`)
  console.log(`${read.length} cases`)
  if (code !== 0 || read.length === 0) process.exitCode = 1
})
