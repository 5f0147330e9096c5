/** A component's way to the values of protected fields; every look is recorded under who is at the desk. */
import { useCallback } from "react";
import { useDeviceSettings } from "../desk-services/device-settings.ts";
import { useServices } from "../desk-services/services.ts";
import { type Look, revealFields } from "./reveal-fields.ts";
import { useActs } from "./use-acts.ts";

export function useReveal(): (look: Look) => ReturnType<typeof revealFields> {
  const services = useServices();
  const acts = useActs();
  const { staff } = useDeviceSettings();
  return useCallback((look) => revealFields(services, acts, staff, look), [services, acts, staff]);
}
