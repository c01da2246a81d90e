/** A build offers updates only where it knows a server that may be trusted with them. */
import { expect, it } from 'vitest'
import { hasUpdateServer, type BuildFacts } from './update-server.ts'

const HTTPS =
  'provider: generic\nurl: https://updates.example/desk\nupdaterCacheDirName: assistant-desk-updater\n'
const SIGNED = `${HTTPS}publisherName:\n  - Assistant Desk\n`

const build = (files: Record<string, string>, over: Partial<BuildFacts> = {}): BuildFacts => ({
  isPackaged: true,
  platform: 'linux',
  environment: {},
  read: (name) => files[name] ?? null,
  ...over,
})
const onLinux = (config: string) => build({ 'app-update.yml': config, 'package-type': 'deb' })

it.each([
  ['a deb', onLinux(HTTPS)],
  ['an AppImage', build({ 'app-update.yml': HTTPS }, { environment: { APPIMAGE: '/home/a/desk.AppImage' } })],
  ['a Mac', build({ 'app-update.yml': HTTPS }, { platform: 'darwin' })],
  [
    'Windows, with a publisher to compare signatures with',
    build({ 'app-update.yml': SIGNED }, { platform: 'win32' }),
  ],
  ['GitHub as the server', onLinux('owner: someone\nrepo: desk\nprovider: github\n')],
  ['an address in quotes', onLinux("provider: 'generic'\r\nurl: 'https://updates.example/desk'\r\n")],
  ['a server on this machine', onLinux('provider: generic\nurl: http://127.0.0.1:4321/desk\n')],
])('updates can be offered by %s', (_what, facts) => expect(hasUpdateServer(facts)).toBe(true))

it.each([
  ['a build without a server', build({ 'package-type': 'deb' })],
  ['the app in development', { ...onLinux(HTTPS), isPackaged: false }],
  ['an unpacked folder', build({ 'app-update.yml': HTTPS })],
  [
    'the portable program',
    build(
      { 'app-update.yml': SIGNED },
      { platform: 'win32', environment: { PORTABLE_EXECUTABLE_FILE: 'E:\\desk.exe' } },
    ),
  ],
  ['Windows without a publisher', build({ 'app-update.yml': HTTPS }, { platform: 'win32' })],
  ['a server without encryption', onLinux('provider: generic\nurl: http://updates.example/desk\n')],
  [
    'a name that only begins like this machine',
    onLinux('provider: generic\nurl: http://127.0.0.1.example/desk\n'),
  ],
  ['a server without an address', onLinux('provider: generic\n')],
  ['GitHub without encryption', onLinux('provider: github\nprotocol: http\n')],
  ['a kind of server that was not looked at', onLinux('provider: s3\nbucket: desk\n')],
  ['an empty file', onLinux('')],
])('updates are not offered by %s', (_what, facts) => expect(hasUpdateServer(facts)).toBe(false))
