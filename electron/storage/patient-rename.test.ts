/** A file that somebody else holds for a moment is replaced all the same. */
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { patientRename } from './patient-rename.ts'

/** A rename that is refused `times` with `code`, and how long was waited in all. */
function held(times: number, code: string) {
  const seen = { tries: 0, waited: 0 }
  const rename = patientRename(
    (from, to) => {
      seen.tries += 1
      if (seen.tries <= times) throw Object.assign(new Error(code), { code })
      renameSync(from, to)
    },
    (ms) => (seen.waited += ms),
  )
  return { seen, rename }
}

function twoFiles(): [string, string] {
  const folder = mkdtempSync(join(tmpdir(), 'assistant-desk-rename-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const [from, to] = [join(folder, 'new'), join(folder, 'old')]
  writeFileSync(from, 'new')
  writeFileSync(to, 'old')
  return [from, to]
}

describe('replacing a file', () => {
  it.each(['EPERM', 'EACCES', 'EBUSY'])('waits while somebody holds it: %s', (code) => {
    const [from, to] = twoFiles()
    const { seen, rename } = held(4, code)
    rename(from, to)
    expect(readFileSync(to, 'utf8')).toBe('new')
    expect(seen).toEqual({ tries: 5, waited: 75 })
  })

  it('says what the system says when it is held for good, after half a second', () => {
    const [from, to] = twoFiles()
    const { seen, rename } = held(Infinity, 'EBUSY')
    expect(() => rename(from, to)).toThrow('EBUSY')
    expect(readFileSync(to, 'utf8')).toBe('old')
    expect(seen).toEqual({ tries: 10, waited: 500 })
  })

  it('does not wait where waiting changes nothing', () => {
    const [from, to] = twoFiles()
    const { seen, rename } = held(Infinity, 'ENOSPC')
    expect(() => rename(from, to)).toThrow('ENOSPC')
    expect(seen).toEqual({ tries: 1, waited: 0 })
  })
})
