/** Brings a question's files to the server before the question itself: each is announced before it is sent and never sent twice. */
import { cleanName } from '../../../shared/domain/attachment.ts'
import { Failure } from '../../../shared/errors.ts'
import type { OutgoingFile } from '../../conversations/ports.ts'
import { makeOnce, patiently } from './patience.ts'
import { fileReply, listReply, readEach, toMs, type FileReply } from './replies.ts'
import { listFiles, uploadFile, wirePurposeOf, type SentFile } from './requests.ts'
import { read, write, type Session, type Telling } from './session.ts'

export async function* uploadFiles(session: Session): Telling<SentFile[]> {
  const sent: SentFile[] = []
  for (const file of session.turn.question.files) {
    const fileId = file.remoteId ?? (yield* upload(session, file, sent))
    sent.push({ fileId, purpose: file.purpose })
  }
  return sent
}

async function* upload(session: Session, file: OutgoingFile, sent: readonly SentFile[]): Telling<string> {
  const begunAt = file.begunAt ?? session.clock.now()
  yield { type: 'upload-begun', attachmentId: file.id, at: begunAt }
  const fileId = yield* makeOnce(session, {
    id: file.id,
    mayExist: file.begunAt !== null,
    async *find() {
      yield* []
      return findUpload(session, { ...file, begunAt }, sent)
    },
    async *send() {
      return (yield* patiently(session, () => write(session, uploadFile(file), fileReply))).value.id
    },
  })
  yield { type: 'file-uploaded', attachmentId: file.id, fileId }
  return fileId
}

/** How far the server's clock may be behind ours. */
const SLACK_MS = 2000

/**
 * An upload whose answer was lost, by name, size and time: files carry no ID of ours. A server that does not list its
 * files gets the file again: one that nobody names is in nobody's way, unlike a message.
 */
async function findUpload(
  session: Session,
  { name, size, purpose, begunAt }: OutgoingFile & { begunAt: number },
  sent: readonly SentFile[],
): Promise<string | null> {
  const isOurs = (file: FileReply): boolean =>
    file.bytes === size &&
    typeof file.filename === 'string' &&
    cleanName(file.filename) === name &&
    (toMs(file.created_at) ?? 0) >= begunAt - SLACK_MS &&
    !sent.some(({ fileId }) => fileId === file.id)
  try {
    const { value } = await read(session, listFiles(wirePurposeOf(purpose)), listReply)
    return readEach(value.data, fileReply).find(isOurs)?.id ?? null
  } catch (thrown) {
    session.signal.throwIfAborted()
    if (!(thrown instanceof Failure)) throw thrown
    return null
  }
}
