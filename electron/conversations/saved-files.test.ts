/** Saving what an assistant made: under a safe name, where the person says, whole or not at all. */
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Failure } from '../../shared/errors.ts'
import { createTestClock } from '../platform/test-clock.ts'
import { createSavedFiles } from './saved-files.ts'

it('suggests a clean name and tells name and folder of what was saved, never a path', async () => {
  const desk = open()
  const saved = await desk.save('../../x\u202Efdp.exe')
  expect(desk.suggested).toEqual(['xfdp.exe'])
  expect(desk.written).toEqual([[join('/home/me/Downloads', 'xfdp.exe'), 'bytes']])
  expect(saved).toEqual({ name: 'xfdp.exe', folder: 'Downloads' })
})

it('writes nothing when the person thinks better of it', async () => {
  const desk = open({ where: () => null })
  expect(await desk.save('a.csv')).toBeNull()
  expect(desk.written).toEqual([])
})

it('gives a picture without a name the ending of its bytes', async () => {
  const desk = open({ pictureType: 'image/jpeg' })
  await desk.save(null)
  expect(desk.suggested).toEqual(['file_1.jpg'])
})

it('asks nothing when the server does not have the file', async () => {
  const desk = open({ fails: new Failure({ kind: 'remote-file-gone' }) })
  await expect(desk.save('a.csv')).rejects.toMatchObject({ error: { kind: 'remote-file-gone' } })
  expect(desk.suggested).toEqual([])
})

interface Options {
  where?: (name: string) => string | null
  pictureType?: string
  fails?: Failure
}

function open({ where = (name) => `/home/me/Downloads/${name}`, pictureType, fails }: Options = {}) {
  const suggested: string[] = []
  const written: [string, string][] = []
  const files = createSavedFiles({
    backendFor: async () => ({
      backend: {
        readFile: async () => {
          if (fails !== undefined) throw fails
          return new TextEncoder().encode('bytes')
        },
      },
    }),
    dialogs: {
      whereToSave: async (name) => {
        suggested.push(name)
        return where(name)
      },
    },
    write: async (path, bytes) => void written.push([path, new TextDecoder().decode(bytes)]),
    pictureTypeOf: () => pictureType ?? null,
    clock: createTestClock(),
  })
  const save = (name: string | null) => files.save({ conversationId: 'c1', fileId: 'file_1', name })
  return { save, suggested, written }
}
