import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as Typescript from 'typescript';
import { expect, test } from 'vitest';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const tslab = createRequire(createRequire(import.meta.url).resolve('tslab/package.json'));
/** The kernel's own compiler, and the options it compiles cells with. */
const ts = tslab('@tslab/typescript-for-tslab') as typeof Typescript;
const options: Typescript.CompilerOptions = {
  module: ts.ModuleKind.ESNext,
  moduleResolution: 2, // Node10
  esModuleInterop: true,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  skipLibCheck: true
};

const cell = join(repository, 'notebooks', '__cell__.ts');
const program = programOf("import * as pi from 'sotopia-pi'; pi;");
const checker = program.getTypeChecker();
const library = program.getSourceFile(join(repository, 'kernel-lib/dist/types/index.d.ts'));

function programOf(text: string): Typescript.Program {
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = file => file === cell || fileExists(file);
  host.getSourceFile = (file, target, ...rest) =>
    file === cell
      ? ts.createSourceFile(file, text, target)
      : getSourceFile.call(host, file, target, ...rest);
  return ts.createProgram([cell], options, host);
}

test('the kernel’s compiler is an old one, and finds the declarations the old way', () => {
  expect(ts.version).toMatch(/^5\.0\./);
  expect(library).toBeDefined();
});

test('no declaration of a heavy package is read', () => {
  const files = program.getSourceFiles().map(({ fileName }) => fileName);
  const heavy = ['openai', '@tensorflow', 'undici', 'plotly', 'commander'];
  expect(heavy.filter(name => files.some(file => file.includes(`node_modules/${name}/`)))).toEqual(
    []
  );
});

const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(library!)!);

test('no public signature is `any` under it', () => {
  expect(exported.length).toBeGreaterThan(100);
  expect(exported.flatMap(symbol => anysIn(symbol))).toEqual([]);
});

/** Where `any` stands in what an exported name is: its type, its parameters, its results, its fields. */
function anysIn(exportedSymbol: Typescript.Symbol): string[] {
  const isAlias = (exportedSymbol.flags & ts.SymbolFlags.Alias) !== 0;
  const symbol = isAlias ? checker.getAliasedSymbol(exportedSymbol) : exportedSymbol;
  const found: string[] = [];
  const seen = new Set<Typescript.Type>();
  const isType = (symbol.flags & ts.SymbolFlags.Type) !== 0;
  const isValue = (symbol.flags & ts.SymbolFlags.Value) !== 0;
  if (isType) look(checker.getDeclaredTypeOfSymbol(symbol), symbol.name);
  if (isValue) look(checker.getTypeOfSymbolAtLocation(symbol, library!), symbol.name);
  return found;

  function look(type: Typescript.Type, place: string): void {
    if (type.flags & ts.TypeFlags.Any) found.push(place);
    if (seen.has(type) || !isComposed(type)) return;
    seen.add(type);
    if (type.isUnionOrIntersection()) type.types.forEach(part => look(part, place));
    for (const signature of [...type.getCallSignatures(), ...type.getConstructSignatures()]) {
      for (const parameter of signature.parameters) {
        look(checker.getTypeOfSymbolAtLocation(parameter, library!), `${place}(${parameter.name})`);
      }
      look(signature.getReturnType(), `${place}()`);
    }
    for (const inner of checker.getTypeArguments(type as Typescript.TypeReference) ?? []) {
      look(inner, `${place}<>`);
    }
    for (const property of type.getProperties()) {
      if (isForeignSymbol(property)) continue;
      look(checker.getTypeOfSymbolAtLocation(property, library!), `${place}.${property.name}`);
    }
  }
}

/** What others declare (zod, Node, the language) is theirs; what they hold of ours is looked at. */
function isForeignSymbol(symbol: Typescript.Symbol): boolean {
  const files = (symbol.declarations ?? []).map(each => each.getSourceFile().fileName);
  return files.length > 0 && files.every(file => !file.includes('kernel-lib/dist/types'));
}

function isComposed({ flags }: Typescript.Type): boolean {
  return (flags & (ts.TypeFlags.Object | ts.TypeFlags.UnionOrIntersection)) !== 0;
}
