/** Reads packets and questions for names: who wanted to reach whom. Pure. */

/** One attempt to reach another computer. */
export interface Knock {
  protocol: string
  /** Address and port, as a person writes them. */
  to: string
  /** The same for every packet of one attempt, so that what is sent again is counted once. */
  flow: string
}

const TCP = 6
const UDP = 17
const IGMP = 2
const HOP_BY_HOP = 0
const ICMP_V6 = 58

/** What the kernel sends by itself when an interface comes up; no program can send these without being root. */
const OF_THE_KERNEL: ReadonlySet<number> = new Set([IGMP, HOP_BY_HOP, ICMP_V6])

/** Null for what the kernel says by itself. */
export function readPacket(packet: Uint8Array): Knock | null {
  const at = (index: number): number => packet[index] ?? 0
  const version = at(0) >> 4
  if (version !== 4 && version !== 6) return { protocol: 'unknown', to: 'unknown', flow: 'unknown' }
  const protocol = version === 4 ? at(9) : at(6)
  if (OF_THE_KERNEL.has(protocol)) return null
  const address =
    version === 4 ? [...packet.subarray(16, 20)].join('.') : `[${writeV6(packet.subarray(24, 40))}]`
  if (protocol !== TCP && protocol !== UDP)
    return { protocol: `protocol ${protocol}`, to: address, flow: `${protocol} ${address}` }
  const start = version === 4 ? (at(0) & 15) * 4 : 40
  const [from, port] = [at(start) * 256 + at(start + 1), at(start + 2) * 256 + at(start + 3)]
  const name = protocol === TCP ? 'TCP' : 'UDP'
  return { protocol: name, to: `${address}:${port}`, flow: `${name} ${from} ${address}:${port}` }
}

function writeV6(bytes: Uint8Array): string {
  const groups = Array.from({ length: 8 }, (_none, index) =>
    ((bytes[index * 2] ?? 0) * 256 + (bytes[index * 2 + 1] ?? 0)).toString(16),
  )
  return groups.join(':').replace(/(^|:)0(:0)+(:|$)/, '::')
}

const HEADER = 12

/** The name that a question to a name server asks for; empty where there is none. */
export function nameAskedFor(question: Uint8Array): string {
  const labels: string[] = []
  let at = HEADER
  for (let length = question[at] ?? 0; length > 0 && length < 64; length = question[at] ?? 0) {
    labels.push(Buffer.from(question.subarray(at + 1, at + 1 + length)).toString('latin1'))
    at += length + 1
  }
  return labels.join('.').toLowerCase()
}

/** The answer "there is no such name" to a question. */
export function noSuchName(question: Uint8Array): Buffer {
  let end = HEADER
  while ((question[end] ?? 0) > 0 && end < question.length) end += (question[end] ?? 0) + 1
  const answer = Buffer.from(question.subarray(0, end + 5))
  // An answer, recursion available, and the code for "no such name"; nothing but the question follows.
  answer[2] = 0x81
  answer[3] = 0x83
  if (answer.length > HEADER) answer.fill(0, 6, HEADER)
  return answer
}
