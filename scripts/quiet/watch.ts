/** The two watchers of a quiet room: one sees every packet that would leave it, one every name that is asked for. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { nameAskedFor, noSuchName, readPacket, type Knock } from './packets.ts'

/** The interface that every route leads to. Nobody stands behind it. */
export const WAY_OUT = 'elsewhere'
const NAME_SERVER = { address: '127.0.0.1', port: 53 }

/** Makes the interface and prints the head of each packet. Perl, because Node cannot open one, and Perl is on every Debian. */
const TAP = `
  open(my $tap, '+<', '/dev/net/tun') or die "open: $!";
  my $wish = pack('Z16 s x22', '${WAY_OUT}', 0x1001);
  ioctl($tap, 0x400454ca, $wish) or die "ioctl: $!";
  $| = 1; print "ready\\n";
  while (sysread($tap, my $packet, 65536)) { print unpack('H*', substr($packet, 0, 96)), "\\n" }
`

/** Resolves when the interface is there; `onKnock` is told of each packet. */
export async function watchPackets(onKnock: (knock: Knock) => void): Promise<ChildProcess> {
  const tap = spawn('perl', ['-e', TAP], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: tap.stdout })
  await new Promise<void>((resolve, reject) => {
    tap.once('exit', (code) => reject(new Error(`the watcher of packets ended with ${code}`)))
    lines.on('line', (line) => {
      if (line === 'ready') return resolve()
      const knock = readPacket(Buffer.from(line, 'hex'))
      if (knock !== null) onKnock(knock)
    })
  })
  return tap
}

/** A name server that knows no name; `onName` is told of each question. */
export async function watchNames(onName: (name: string) => void): Promise<void> {
  const answer = (question: Buffer): Buffer => {
    onName(nameAskedFor(question))
    return noSuchName(question)
  }
  const datagrams = createSocket('udp4')
  datagrams.on('message', (question, { port, address }) => datagrams.send(answer(question), port, address))
  const streams = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.once('data', (bytes) => {
      // Over TCP two bytes of length go first.
      const told = answer(bytes.subarray(2))
      socket.end(Buffer.concat([Buffer.from([told.length >> 8, told.length & 255]), told]))
    })
  })
  datagrams.bind(NAME_SERVER.port, NAME_SERVER.address)
  streams.listen(NAME_SERVER.port, NAME_SERVER.address)
  await Promise.all([once(datagrams, 'listening'), once(streams, 'listening')])
}
