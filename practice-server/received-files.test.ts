/** An assistant says which files came with the question. */
import { expect, it } from 'vitest'
import { openDesk } from './test-desk.ts'

const csv = (text: string) => new File([text], 'números "1".csv', { type: 'text/csv' })

it.each([
  ['guide', 'What is a run?', 'Received with your question:'],
  ['calculator', 'chart 3 5', 'Received with your question:'],
  ['calculator', '平均 3、4、8', '隨問題收到：'],
] as const)('the %s names the files of %j with their sizes', async (assistant, question, words) => {
  const { client, server, threads } = await openDesk()
  const file = await client.files.create({ file: csv('1,2\n'), purpose: 'assistants' })
  const picture = await client.files.create({
    file: new File(['not drawn'], 'photo.png'),
    purpose: 'vision',
  })
  const thread = await threads.create({
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: question },
          { type: 'image_file', image_file: { file_id: picture.id } },
        ],
        attachments: [{ file_id: file.id, tools: [{ type: 'code_interpreter' }] }],
      },
    ],
  })
  const run = await threads.runs.create(thread.id, { assistant_id: server.assistantIds[assistant] })
  await threads.runs.retrieve(run.id, { thread_id: thread.id })
  const { data } = await threads.messages.list(thread.id, { order: 'desc' })
  const text = (data[0]?.content ?? [])
    .map((part) => (part.type === 'text' ? part.text : null))
    .findLast(Boolean)
  expect(text?.value).toContain(words)
  expect(text?.value).toContain('`números "1".csv` (4 ')
  expect(text?.value).toContain('`photo.png` (9 ')
  for (const { start_index, end_index, text: marker } of text?.annotations ?? [])
    expect(text?.value.slice(start_index, end_index)).toBe(marker)
})

it('says nothing of files where there are none, or none that are known', async () => {
  const { ask, client, server, threads } = await openDesk()
  const { text } = await ask(server.assistantIds.guide, 'What is a run?')
  expect(text).not.toContain('Received')
  const thread = await threads.create({
    messages: [{ role: 'user', content: 'average of 1, 2', attachments: [{ file_id: 'file-nowhere' }] }],
  })
  const run = await client.beta.threads.runs.create(thread.id, {
    assistant_id: server.assistantIds.calculator,
  })
  await client.beta.threads.runs.retrieve(run.id, { thread_id: thread.id })
  const { data } = await threads.messages.list(thread.id)
  expect(JSON.stringify(data)).not.toContain('Received')
})
