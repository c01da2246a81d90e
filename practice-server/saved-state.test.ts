/** Threads, runs and files outlive the server; a state that is not ours does no harm. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { restore } from './saved-state.ts'
import { createTestClock } from './test-clock.ts'
import { openDesk } from './test-desk.ts'

/** Keeps the state as text, as a file would. */
function memoryFile(content?: string) {
  const file = {
    content,
    load: () => (file.content === undefined ? undefined : JSON.parse(file.content)) as unknown,
    save: (state: unknown) => {
      file.content = JSON.stringify(state)
    },
  }
  return file
}

it('a run that was open goes on after a restart as if nothing had happened', async () => {
  const [clock, stateFile] = [createTestClock(), memoryFile()]
  const first = await openDesk({ clock, stateFile, speed: 1 })
  const thread = await first.threadWith('chart 3 5 8')
  const run = await first.threads.runs.create(thread.id, {
    assistant_id: first.server.assistantIds.calculator,
  })
  clock.pass(1_700)
  await first.threads.runs.retrieve(run.id, { thread_id: thread.id })
  await first.server.close()

  clock.pass(10_000)
  const second = await openDesk({ clock, stateFile, speed: 1 })
  const after = await second.threads.runs.retrieve(run.id, { thread_id: thread.id })
  expect(after).toMatchObject({ status: 'completed', started_at: expect.any(Number) })
  expect((after.completed_at ?? 0) - after.created_at).toBeLessThan(6)
  expect(await second.textOf(thread.id)).toContain('[numbers.csv](sandbox:/mnt/data/numbers.csv)')
  const steps = await second.threads.runs.steps.list(run.id, { thread_id: thread.id })
  expect(steps.data.map(({ status }) => status)).toEqual(['completed', 'completed'])
})

it('a change is written soon, and many changes at once', async () => {
  const [clock, stateFile] = [createTestClock(), memoryFile()]
  let writes = 0
  const counting = {
    load: stateFile.load,
    save: (state: unknown) => {
      writes++
      stateFile.save(state)
    },
  }
  const desk = await openDesk({ clock, stateFile: counting })
  for (const question of ['1+1', '2+2', '3+3']) await desk.ask(desk.server.assistantIds.calculator, question)
  expect(writes).toBe(0)
  clock.pass(500)
  expect(writes).toBe(1)
  expect(stateFile.content).toContain('**6**')
})

it('a drawn picture is still there after a restart', async () => {
  const stateFile = memoryFile()
  const first = await openDesk({ stateFile })
  await first.ask(first.server.assistantIds.calculator, '圖表 3 5 8')
  await first.server.close()
  const second = await openDesk({ stateFile })
  const { data } = await second.client.files.list({ purpose: 'assistants_output' })
  const picture = data.find(({ filename }) => filename === 'chart.png')
  const bytes = Buffer.from(await (await second.client.files.content(picture?.id ?? '')).arrayBuffer())
  expect(bytes.subarray(1, 4).toString()).toBe('PNG')
})

it.each([
  '{',
  '[]',
  '7',
  '{"version":2,"threads":[],"files":[]}',
  '{"version":1,"threads":[{}],"files":[]}',
  '{"version":1,"threads":7}',
])('a state like %s means starting empty', async (content) => {
  const lines: string[] = []
  const { threadWith } = await openDesk({ stateFile: memoryFile(content), log: (line) => lines.push(line) })
  expect((await threadWith('hi')).id).toMatch(/^thread_/)
  expect(lines.join()).toContain('starting empty')
})

it('any other JSON is refused in words, never with a crash of another kind', () => {
  const record = fc.record({
    version: fc.constant(1),
    threads: fc.array(fc.jsonValue()),
    files: fc.array(fc.jsonValue()),
  })
  const problemOf = (saved: unknown) => {
    try {
      return restore(saved)
    } catch (thrown) {
      return thrown
    }
  }
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), record), (saved) => {
      expect(problemOf(saved)).not.toBeInstanceOf(TypeError)
    }),
  )
})

it('a state file that cannot be written is a line in the log', async () => {
  const lines: string[] = []
  const stateFile = {
    load: () => undefined,
    save: () => {
      throw new Error('disk full')
    },
  }
  const { threadWith, server } = await openDesk({ stateFile, log: (line) => lines.push(line) })
  await threadWith('hi')
  await server.close()
  expect(lines.join()).toContain('disk full')
})
