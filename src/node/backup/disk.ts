import { constants } from 'node:fs'
import { copyFile, link, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** The name of what is made now, in order of time. */
export const nameOfNow = (): string => new Date().toISOString().replaceAll(/[:.]/g, '-')

/** What was written to a file, or which names a folder has, lasts only once it is on the disk. */
export async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  await handle.sync().finally(() => handle.close())
}

/** On file systems that can, the copy shares its blocks with the original. Fails when there is something already. */
export const copy = (from: string, to: string): Promise<void> => copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)

/**
 * Brings the files of one store into another, and leaves those alone that are there: a key's bytes never change. On one file system
 * no byte is copied. Returns how many there are.
 */
export async function bringFiles(from: string, to: string): Promise<number> {
  let count = 0
  await mkdir(to, { recursive: true, mode: 0o700 })
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory() && entry.name !== 'drafts') count += await bringFiles(source, target)
    if (!entry.isFile()) continue
    count += 1
    await bringFile(source, target)
  }
  await sync(to)
  return count
}

async function bringFile(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // Collected meanwhile, as nothing refers to it.
    if (code === 'EEXIST' || code === 'ENOENT') return
    if (code !== 'EXDEV' && code !== 'EPERM' && code !== 'EMLINK') throw error
    await copyWhole(from, to)
  }
}

/** Under another name until it is whole: a copy that was cut off is not taken for the file. */
async function copyWhole(from: string, to: string): Promise<void> {
  const draft = `${to}.draft`
  await rm(draft, { force: true })
  await copy(from, draft)
  await sync(draft)
  await rename(draft, to)
}
