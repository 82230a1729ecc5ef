import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { isObject, type Json } from "./json.ts";

const REPOSITORY = fileURLToPath(new URL("../../../", import.meta.url));
export const DEFAULT_OPENAPI_FILE = resolve(REPOSITORY, "../shared/discord/openapi.json");

/** Returns what is wrong with a request body, in words, or null. */
export type BodyCheck = (method: string, template: string, body: unknown) => string | null;

const checks = new Map<string, BodyCheck>();

/**
 * A check of request bodies against Discord's OpenAPI 3.1 description. If the file is absent, every body passes
 * silently: the description is not part of the repository, and the tests must pass without it.
 *
 * Nothing is read before the first body; the document is added once per process (60 ms), and each route's schema
 * is compiled when it is first needed (2 to 130 ms).
 */
export function openApiCheck(file: string): BodyCheck {
  const known = checks.get(file);
  if (known) return known;
  let check: BodyCheck | undefined;
  const lazy: BodyCheck = (method, template, body) => {
    check ??= existsSync(file) ? compile(file) : () => null;
    return check(method, template, body);
  };
  checks.set(file, lazy);
  return lazy;
}

function compile(file: string): BodyCheck {
  const document = JSON.parse(readFileSync(file, "utf8"));
  allowPermissionStrings(document);
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(document, "discord");
  const validators = new Map<string, ValidateFunction | null>();

  return (method, template, body) => {
    const verb = method.toLowerCase();
    const pointer = [template, verb]
      .map((part) => part.replaceAll("~", "~0").replaceAll("/", "~1"))
      .join("/");
    let validate = validators.get(pointer);
    if (validate === undefined) {
      const described = document.paths[template]?.[verb]?.requestBody?.content?.["application/json"];
      const reference = `discord#/paths/${pointer}/requestBody/content/application~1json/schema`;
      validate = (described && ajv.getSchema(reference)) ?? null;
      validators.set(pointer, validate ?? null);
    }
    if (!validate || validate(body)) return null;
    return tellingErrors(validate.errors ?? []).join("; ");
  };
}

/** The description wants an integer, while the API reference and the library send permissions as a string. */
function allowPermissionStrings(document: { components?: { schemas?: Record<string, unknown> } }) {
  for (const schema of Object.values(document.components?.schemas ?? {})) {
    const properties = isObject(schema) && isObject(schema.properties) ? schema.properties : {};
    const permissions = properties.default_member_permissions;
    if (isObject(permissions)) permissions.type = ["integer", "string", "null"];
  }
}

/**
 * Of a failed union every branch complains. Complaints about `type` come from the branches that were not meant, and
 * the deepest of the rest from the one that was.
 */
function tellingErrors(errors: readonly ErrorObject[]): string[] {
  const isUnion = ({ keyword }: ErrorObject) => keyword === "oneOf" || keyword === "anyOf";
  const isOtherBranch = ({ keyword, instancePath }: ErrorObject) =>
    keyword === "enum" && instancePath.endsWith("/type");
  const meant = errors.filter((error) => !isUnion(error) && !isOtherBranch(error));
  const depth = ({ instancePath }: ErrorObject) => instancePath.split("/").length;
  const deepest = [...(meant.length > 0 ? meant : errors)].sort((a, b) => depth(b) - depth(a)).slice(0, 3);
  return deepest.map(({ instancePath, message, params }) => {
    return `${instancePath || "/"} ${message} ${JSON.stringify(params satisfies Json)}`;
  });
}
