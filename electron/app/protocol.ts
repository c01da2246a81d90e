/** The `app://` protocol: serves the window's page with its security policy, and pictures that answers hold. */
import { protocol } from 'electron'
import { readPageFile, remoteFileOf } from './page-files.ts'
import { imageType } from './image-type.ts'

export const PAGE_ORIGIN = 'app://bundle'

/** The page loads and runs nothing but its own files and asks nobody anything. Trusted types let only the page's own policy make an address: that of the worker which colours code. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'none'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types assistant-desk',
].join('; ')

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
}

/** Must be called before the app is ready. */
export const registerScheme = (): void =>
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])

interface Sources {
  pageFolder: string
  /** The bytes of a file at the server that a conversation's answer holds; null when it cannot be had. */
  readRemoteFile(conversationId: string, fileId: string): Promise<Uint8Array | null>
}

export function servePage({ pageFolder, readRemoteFile }: Sources): void {
  // A refusal to open a newer store may have served it before.
  if (protocol.isProtocolHandled('app')) protocol.unhandle('app')
  protocol.handle('app', async (request) => {
    const url = new URL(request.url)
    if (url.host !== 'bundle' || request.method !== 'GET') return notFound()
    const remote = remoteFileOf(url.pathname)
    if (remote !== null) return servePicture(await readRemoteFile(remote.conversationId, remote.fileId))
    const file = await readPageFile(pageFolder, url.pathname)
    return file === null
      ? notFound()
      : new Response(new Uint8Array(file.bytes), { headers: { ...HEADERS, 'content-type': file.type } })
  })
}

/** Only what is a picture by its bytes: a server may call anything a picture. */
function servePicture(bytes: Uint8Array | null): Response {
  const type = bytes === null ? null : imageType(bytes)
  if (bytes === null || type === null) return notFound()
  return new Response(new Uint8Array(bytes), {
    headers: { ...HEADERS, 'content-type': type, 'cache-control': 'private, max-age=3600' },
  })
}

const notFound = (): Response => new Response('Not found', { status: 404, headers: HEADERS })
