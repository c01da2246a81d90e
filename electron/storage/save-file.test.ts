/** A saved file is whole or not there, and what stood in its place stays until it is. */
import { lstatSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { saveFile } from './save-file.ts'
import { createTestFolder } from './test-folder.ts'

const bytes = new TextEncoder().encode('new')

it('writes a file and leaves nothing beside it', async () => {
  const { at, files } = createTestFolder()
  await saveFile(at('a.csv'), bytes)
  expect(readFileSync(at('a.csv'), 'utf8')).toBe('new')
  expect(files()).toEqual(['a.csv'])
})

it('leaves what stands there as it is when it cannot be written', async () => {
  const { at, files } = createTestFolder()
  mkdirSync(at('a.csv'))
  writeFileSync(at('a.csv/inside'), 'precious')
  await expect(saveFile(at('a.csv'), bytes)).rejects.toMatchObject({ error: { kind: 'storage-failed' } })
  expect(readFileSync(at('a.csv/inside'), 'utf8')).toBe('precious')
  expect(files()).toEqual(['a.csv'])
  await expect(saveFile(at('nowhere/a.csv'), bytes)).rejects.toMatchObject({
    error: { kind: 'storage-failed' },
  })
})

it('replaces a link instead of writing through it', async () => {
  const { at } = createTestFolder()
  writeFileSync(at('precious'), 'old')
  symlinkSync(at('precious'), at('a.csv'))
  await saveFile(at('a.csv'), bytes)
  expect(readFileSync(at('precious'), 'utf8')).toBe('old')
  expect(lstatSync(at('a.csv')).isSymbolicLink()).toBe(false)
})

it('tells no path in its failure', async () => {
  const { at, folder } = createTestFolder()
  const thrown: unknown = await saveFile(at('nowhere/a.csv'), bytes).catch((error: unknown) => error)
  expect(JSON.stringify(Object(thrown).error)).not.toContain(folder)
  expect(readdirSync(folder)).toEqual([])
})
