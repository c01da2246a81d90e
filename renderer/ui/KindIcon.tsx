/** A picture for each kind of file. */
import { File, FileArchive, FileCode, FileSpreadsheet, FileText, Image, type LucideIcon } from 'lucide-react'
import { kindOf, type FileKind } from '../../shared/domain/attachment.ts'

const ICONS: Record<FileKind, LucideIcon> = {
  picture: Image,
  document: FileText,
  table: FileSpreadsheet,
  code: FileCode,
  archive: FileArchive,
  other: File,
}

/** Decoration: the name beside it says the same. */
export function KindIcon({ name, size = 16 }: { name: string; size?: number }) {
  const Icon = ICONS[kindOf(name)]
  return <Icon size={size} aria-hidden className="shrink-0" />
}
