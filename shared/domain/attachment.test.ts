/** File names made safe, and first guesses at what a file is for. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanName, distinctName, endingOf, kindOf, purposeFor, purposesOf } from './attachment.ts'

const LONG = 'x'.repeat(300)

describe('a clean name', () => {
  it.each([
    ['report.pdf', 'report.pdf'],
    ['報告 2026.pdf', '報告 2026.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['/etc/passwd', 'passwd'],
    ['C:\\Users\\me\\x.txt', 'x.txt'],
    ['\\\\server\\share\\x.txt', 'x.txt'],
    ['folder/', 'folder'],
    ['..', 'file'],
    ['.', 'file'],
    ['', 'file'],
    ['   ', 'file'],
    ['/', 'file'],
    ['.bashrc', 'bashrc'],
    ['...hidden', 'hidden'],
    ['-rf', 'rf'],
    ['--help.txt', 'help.txt'],
    ['~root', 'root'],
    ['CON', '_CON'],
    ['con.txt', '_con.txt'],
    ['nul.tar.gz', '_nul.tar.gz'],
    ['COM1', '_COM1'],
    ['LPT¹.log', '_LPT¹.log'],
    ['console.log', 'console.log'],
    ['name\u0000.png', 'name.png'],
    ['name%00.png', 'name%00.png'],
    ['a\r\nContent-Type: text/html\r\n\r\nx', 'htmlx'],
    ['a\r\nb.txt', 'ab.txt'],
    ['a"; filename="b.exe', 'a_; filename=_b.exe'],
    ['what?.pdf', 'what_.pdf'],
    ['a<b>c|d*e:f.txt', 'a_b_c_d_e_f.txt'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['\u2066a\u2069\u200F.txt', 'a.txt'],
    ['a\u2028b\u2029c.txt', 'abc.txt'],
    ['zero\u200Bwidth\uFEFF.txt', 'zerowidth.txt'],
    ['trailing dots...', 'trailing dots'],
    ['trailing space ', 'trailing space'],
    ['tab\there.txt', 'tabhere.txt'],
    ['many    spaces.txt', 'many spaces.txt'],
    ['cafe\u0301.txt', 'caf\u00e9.txt'],
    ['👩‍👩‍👧.png', '👩‍👩‍👧.png'],
    ['lone\ud800.txt', 'lone.txt'],
    [`${LONG}.csv`, `${'x'.repeat(251)}.csv`],
    [LONG, 'x'.repeat(255)],
    [`${'好'.repeat(200)}.md`, `${'好'.repeat(84)}.md`],
  ])('of %j is %j', (written, clean) => {
    expect(cleanName(written)).toBe(clean)
  })

  it('is safe whatever was written, and is not changed by cleaning it again', () => {
    const odd = fc.constantFrom('/', '\\', '.', '-', '"', '\r', '\n', '\0', '\u202e', 'CON', ' ', '好', '👩‍👩‍👧')
    const anything = fc.array(fc.oneof(odd, fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 60 })
    fc.assert(
      fc.property(anything, (pieces) => {
        const clean = cleanName(pieces.join(''))
        expect(clean).not.toMatch(/[\p{Cc}"/\\:*?<>|\u202a-\u202e\u2066-\u2069]/u)
        expect(clean).not.toMatch(/^[.\-\s]|[.\s]$/)
        expect(clean).not.toMatch(/^(con|nul|com1)(\.|$)/i)
        expect(Buffer.byteLength(clean)).toBeGreaterThan(0)
        expect(Buffer.byteLength(clean)).toBeLessThanOrEqual(255)
        expect(clean.isWellFormed()).toBe(true)
        expect(cleanName(clean)).toBe(clean)
      }),
    )
  })
})

it('tells two files of one name apart', () => {
  expect(distinctName('image.png', [])).toBe('image.png')
  expect(distinctName('image.png', ['image.png'])).toBe('image (2).png')
  expect(distinctName('image.png', ['image.png', 'image (2).png'])).toBe('image (3).png')
  expect(distinctName('Makefile', ['Makefile'])).toBe('Makefile (2)')
})

it('guesses what a file is for', () => {
  const file = (name: string, pictureType: string | null = null) => ({ name, pictureType })
  expect(purposeFor(file('photo.bin', 'image/png'))).toBe('image')
  expect(purposeFor(file('drawing.svg'))).toBe('code')
  expect(purposeFor(file('manual.pdf'))).toBe('search')
  expect(purposeFor(file('numbers.csv'))).toBe('code')
  expect(purposeFor(file('notes.txt'), ['code_interpreter'])).toBe('code')
  expect(purposeFor(file('notes.txt'), ['code_interpreter', 'file_search'])).toBe('search')
  expect(purposesOf(file('manual.pdf'))).toEqual(['search', 'code'])
  expect(purposesOf(file('photo.png', 'image/png'))).toContain('image')
})

it('knows kinds by their ending', () => {
  expect(['a.PDF', 'a.csv', 'a.jpg', 'a.zip', 'a.py', 'a', 'a.xyz'].map(kindOf)).toEqual([
    'document',
    'table',
    'picture',
    'archive',
    'code',
    'other',
    'other',
  ])
  expect(endingOf('.bashrc')).toBe('')
})
