/** The page's own files: served from their folder and from nowhere else. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { readPageFile, remoteFileOf } from './page-files.ts'

const home = mkdtempSync(join(tmpdir(), 'assistant-desk-page-'))
const folder = join(home, 'page')
mkdirSync(join(folder, 'assets', 'folder.js'), { recursive: true })
mkdirSync(join(home, 'page-next-door'))
for (const [name, text] of Object.entries({
  'secret.js': 'secret',
  'page-next-door/x.js': 'secret',
  'page/index.html': '<p>',
  'page/assets/app.js': 'app',
  'page/assets/style.css': 'css',
  'page/assets/words.json': '{}',
  'page/assets/font.woff2': 'font',
  'page/notes.txt': 'secret',
  'page/app.js.map': 'secret',
  'page/.env': 'secret',
}))
  writeFileSync(join(home, name), text)
symlinkSync(join(home, 'secret.js'), join(folder, 'out.js'))
symlinkSync(home, join(folder, 'up'))
symlinkSync(join(folder, 'assets', 'app.js'), join(folder, 'inside.js'))
symlinkSync(join(folder, 'loop.js'), join(folder, 'loop.js'))
writeFileSync(join(folder, 'assets', 'lazy.js.gz'), gzipSync('lazy'))
writeFileSync(join(home, 'packed.js.gz'), gzipSync('secret'))
symlinkSync(join(home, 'packed.js.gz'), join(folder, 'packed.js.gz'))
writeFileSync(join(folder, 'notes.txt.gz'), gzipSync('secret'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

describe('a file of the page', () => {
  it.each([
    ['/index.html', 'text/html; charset=utf-8', '<p>'],
    ['/assets/app.js', 'text/javascript; charset=utf-8', 'app'],
    ['/assets/style.css', 'text/css; charset=utf-8', 'css'],
    ['/assets/words.json', 'application/json; charset=utf-8', '{}'],
    ['/assets/font.woff2', 'font/woff2', 'font'],
    ['/assets/lazy.js', 'text/javascript; charset=utf-8', 'lazy'],
    ['/inside.js', 'text/javascript; charset=utf-8', 'app'],
    ['/%69ndex.html', 'text/html; charset=utf-8', '<p>'],
  ])('is served: %s', async (path, type, text) => {
    const file = await readPageFile(folder, path)
    expect(file?.type).toBe(type)
    expect(new TextDecoder().decode(file?.bytes)).toBe(text)
  })

  it.each([
    '/../secret.js',
    '/assets/../../secret.js',
    '/assets/../index.html',
    '/..%2fsecret.js',
    '/%2e%2e/secret.js',
    '/%2e%2e%2fsecret.js',
    '/.%2e/secret.js',
    '/%252e%252e/secret.js',
    '/%252e%252e%252fsecret.js',
    '/..\\secret.js',
    '/..%5csecret.js',
    '/%5c..%5csecret.js',
    '/....//secret.js',
    '/..;/secret.js',
    '/../page-next-door/x.js',
    '//etc/passwd',
    '///secret.js',
    '/index.html%00.js',
    '/secret.js%00',
    '/\u0000index.html',
    '/%c0%ae%c0%ae/secret.js',
    '/%',
    '/%zz/index.html',
    '/out.js',
    '/up/secret.js',
    '/up/page-next-door/x.js',
    '/loop.js',
    '/packed.js',
    '/assets/lazy.js.gz',
    '/notes.txt',
    '/app.js.map',
    '/.env',
    '/assets',
    '/assets/',
    '/assets/folder.js',
    '/index.html/',
    '/index.html/x.js',
    '/index.html:$DATA',
    '/index.html ',
    '/index.html\n',
    '/INDEX.HTML.exe',
    '/missing.js',
    '/x.constructor',
    '/',
    '',
    'index.html',
    'C:/index.html',
    'file:///etc/passwd',
    '/～index.html',
  ])('is not served for %j', async (path) => {
    expect(await readPageFile(folder, path)).toBeNull()
  })

  it('is not served from a folder that is not there', async () => {
    expect(await readPageFile(join(home, 'nowhere'), '/index.html')).toBeNull()
  })
})

describe('the address of a file at the server', () => {
  it('names the conversation and the file', () => {
    expect(remoteFileOf('/remote-files/c1/file%2F1')).toEqual({ conversationId: 'c1', fileId: 'file/1' })
  })

  it.each([
    '/remote-files/c1',
    '/remote-files/c1/f/g',
    '/remote-files//f',
    '/x/c1/f',
    '/remote-files/%zz/f',
    '/remote-files/c1/%',
  ])('is none: %s', (path) => expect(remoteFileOf(path)).toBeNull())
})
