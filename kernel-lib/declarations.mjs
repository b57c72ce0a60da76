/*
 * Writes the library's declarations for the notebook kernel's compiler, which is old and not strict:
 * it would infer other types from our schemas than ours does. So each schema becomes a `Schema<T>`,
 * with T as our compiler sees it written out, by name where it has one.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { typeText } from './type-text.mjs';

const sourceRoot = fileURLToPath(new URL('src', import.meta.url));

const schemaFile = `/** Checks unknown data. What is inside is zod; these are the methods a notebook needs. */
export interface Schema<T> {
  /** The value, checked. Throws where it is none. */
  parse(value: unknown): T;
  safeParse(value: unknown): Parsed<T> | Refused;
}
export interface Parsed<T> {
  readonly success: true;
  readonly data: T;
  readonly error?: undefined;
}
export interface Refused {
  readonly success: false;
  readonly data?: undefined;
  readonly error: { readonly issues: readonly Issue[] };
}
export interface Issue {
  readonly path: readonly (string | number | symbol)[];
  readonly message: string;
}
`;

/** Writes the declarations of the sources that a tsconfig names. Throws when they do not compile. */
export function writeDeclarations(config, outDir) {
  const program = programOf(config, outDir);
  const problems = ts.getPreEmitDiagnostics(program);
  if (problems.length > 0) throw new Error(ts.formatDiagnostics(problems, formatHost).trim());
  const known = schemasIn(program);
  write(join(outDir, 'schema.d.ts'), schemaFile);
  program.emit(undefined, (file, text, _bom, _onError, [source]) => {
    write(file, rewritten(file, text, { outDir, schemas: known.get(source.fileName) }));
  });
}

const generators = ['Generator', 'AsyncGenerator']; // whose result is `any` unless it is said

const formatHost = {
  getCanonicalFileName: name => name,
  getCurrentDirectory: () => process.cwd(),
  getNewLine: () => '\n'
};

function programOf(config, outDir) {
  const { config: json, error } = ts.readConfigFile(config, ts.sys.readFile);
  if (error) throw new Error(ts.formatDiagnostics([error], formatHost).trim());
  const { fileNames, options } = ts.parseJsonConfigFileContent(json, ts.sys, dirname(config));
  return ts.createProgram(fileNames, { ...options, outDir });
}

/** The schemas of every source file by name: what each says, and whether a type shares its name. */
function schemasIn(program) {
  const checker = program.getTypeChecker();
  const named = new Map();
  const files = new Map();
  for (const source of program.getSourceFiles().filter(file => !file.isDeclarationFile)) {
    const schemas = new Map();
    const aliases = source.statements.filter(ts.isTypeAliasDeclaration);
    const types = aliases.filter(isExported).map(({ name }) => name.text);
    for (const { name } of source.statements.flatMap(variablesOf)) {
      const output = outputOf(checker, checker.getTypeAtLocation(name));
      if (!output) continue;
      const isNamed = types.includes(name.text);
      schemas.set(name.text, { output, isNamed, checker, named });
      if (isNamed && isTelling(output)) {
        named.set(output, { file: source.fileName, name: name.text });
      }
    }
    files.set(source.fileName, schemas);
  }
  return files;
}

/** Whether a type is one thing's own: others may as well be a text, or an object of any fields. */
function isTelling(type) {
  if (type.flags & ts.TypeFlags.Boolean) return false;
  return type.isUnion() || type.getProperties().length > 0;
}

function variablesOf(statement) {
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.filter(({ name }) => ts.isIdentifier(name));
}

/** What a schema makes of data; undefined for what is no schema. */
function outputOf(checker, type) {
  const inside = type.getProperty('_zod');
  const output = inside && checker.getTypeOfSymbol(inside).getProperty('output');
  return output && checker.getTypeOfSymbol(output);
}

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** A declaration file without zod: its schemas as `Schema<T>`, its types written out. */
function rewritten(file, text, { outDir, schemas }) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const edits = [];
  const nameIn = type => nameFrom(source, type, { outDir, schemas });
  const outputText = (name, isOwn) => {
    const { output, isNamed, checker } = schemas.get(name);
    return isNamed && !isOwn ? name : typeText(checker, output, nameIn);
  };
  const visit = node => {
    const alias = ts.isTypeReferenceNode(node) && node.typeName.getText();
    const inferred = alias === 'z.infer' && node.typeArguments[0].exprName?.getText();
    if (inferred && schemas.has(inferred)) {
      edits.push([node, outputText(inferred, node.parent.name?.getText() === inferred)]);
    } else if (alias === 'z.ZodType') {
      edits.push([node, `Schema<${node.typeArguments?.[0]?.getText() ?? 'unknown'}>`]);
    } else if (generators.includes(alias) && node.typeArguments?.length === 1) {
      edits.push([node, `${alias}<${node.typeArguments[0].getText()}, void>`]);
    } else ts.forEachChild(node, visit);
  };
  for (const statement of source.statements) {
    const [variable] = variablesOf(statement);
    if (!variable || !/\bz\./.test(variable.type?.getText() ?? '')) visit(statement);
    else if (!isExported(statement)) edits.push([statement, '']);
    else if (schemas.has(variable.name.text)) {
      edits.push([variable.type, `Schema<${outputText(variable.name.text)}>`]);
    }
  }
  return withImports(file, edited(text, edits), outDir);
}

function isExported(statement) {
  return statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

/** Under which name a type is known in a file, from wherever it comes. */
function nameFrom(source, type, { outDir, schemas }) {
  const [{ named } = {}] = schemas.values();
  const found = named?.get(type);
  if (!found) return undefined;
  const target = join(outDir, relative(sourceRoot, found.file)).replace(/\.ts$/, '');
  const here = source.fileName.replace(/\.d\.ts$/, '');
  if (target === here) return found.name;
  const path = relative(dirname(source.fileName), target);
  return `import('${path.startsWith('.') ? path : `./${path}`}').${found.name}`;
}

function edited(text, edits) {
  const last = [...edits].sort(([a], [b]) => b.getStart() - a.getStart());
  return last.reduce(
    (whole, [node, instead]) =>
      whole.slice(0, node.getStart()) + instead + whole.slice(node.getEnd()),
    text
  );
}

function withImports(file, text, outDir) {
  const path = relative(dirname(file), join(outDir, 'schema'));
  const own = `import type { Schema } from '${path.startsWith('.') ? path : `./${path}`}';\n`;
  const lean = /\bz\.|ZodError/.test(text) ? text : text.replace(/^import .* from 'zod';\n/m, '');
  return lean.includes('Schema<') ? own + lean : lean;
}
