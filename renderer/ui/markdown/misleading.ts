/** Tells when a link's words are an address and the link goes to another. Pure. */
import { withoutUnseen } from '../../../shared/domain/unseen.ts'

/** Something with a dot between letters that has no space in it, with or without a scheme before it. */
const ADDRESS =
  /(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^\s/?#@<>()[\]{}"'“”「」]+@)?([\p{L}\p{N}_-]+(?:[.。．｡][\p{L}\p{N}_-]+)+)(?::\d+)?/iu
/** More of a link's words nobody reads. */
const LONGEST = 500
/** Ends of hosts that people know. Of two letters only in small ones: `Object.is` is none. */
const KNOWN_END =
  /\.(?:com|org|net|edu|gov|mil|int|info|biz|app|dev|page|cloud|online|site|shop|store|tech|xyz|top|club|live|bank|example|invalid|test|xn--[\w-]+|[^\0-\u024f]+)$/i
const TWO_LETTERS = /^[^A-Z]+\.[a-z]{2}$/
/** Files, not hosts, although some are both. */
const FILE = /\.(?:md|js|ts|py|sh|rs|go|cs|pl|rb|so|ps)$/i
const HAS_SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i

/** The host a link goes to when its words name another; null when they agree or name none. */
export function hiddenHost(words: string, href: string): string | null {
  const target = hostOf(href)
  if (target === null) return null
  const plain = withoutUnseen(words.slice(0, LONGEST)).normalize('NFKC').replace(/。/g, '.')
  const others = plain
    .split(/\s+/)
    // What follows a host in the same word is its path, whatever that holds.
    .map((word) => ADDRESS.exec(word) ?? [''])
    .filter(([whole = '', host = '']) => HAS_SCHEME.test(whole) || looksLikeHost(host))
    .map(([, host = '']) => hostOf(`https://${host}`))
    .filter((host) => host !== null && bare(host) !== bare(target))
  return others.length > 0 ? target : null
}

const looksLikeHost = (host: string): boolean =>
  KNOWN_END.test(host) || (TWO_LETTERS.test(host) && !FILE.test(host))

const bare = (host: string): string => host.replace(/^www\./, '')

function hostOf(address: string): string | null {
  if (!URL.canParse(address)) return null
  const { protocol, hostname, pathname } = new URL(address)
  return protocol === 'mailto:' ? (pathname.split('@').at(-1)?.toLowerCase() ?? null) : hostname || null
}
