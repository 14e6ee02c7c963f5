import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

const ROOT = join(import.meta.dirname, '../../..')

export interface Source {
  /** From the project's root, with slashes. */
  path: string
  text: string
}

/** What runs: the code of these folders without its tests and samples. */
export function sources(...folders: string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.(test|samples)\.tsx?$/.test(entry.name))
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
      .filter((path) => !path.includes('/fixtures'))
      .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') })),
  )
}

export const readText = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

/** The files of the project that a file imports, types too. */
export function imports({ path, text }: Source): string[] {
  return Array.from(text.matchAll(/(?:from|import|import\()\s*'(\.{1,2}\/[^']+)'/g), ([, spec = '']) => join(dirname(path), spec))
}
