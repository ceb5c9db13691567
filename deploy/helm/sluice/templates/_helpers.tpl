{{- define "sluice.selector" -}}
app.kubernetes.io/name: sluice
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "sluice.labels" -}}
{{ include "sluice.selector" . }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- /* The release's name, with the chart's where it is not in it. */ -}}
{{- define "sluice.name" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{ .Release.Name }}
{{- else -}}
{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 63 | trimSuffix "-" }}
{{- end -}}
{{- end }}

{{- /* preStop, SLUICE_SHUTDOWN_SECONDS (30 where it is not set), and a little more. */ -}}
{{- define "sluice.seconds-to-stop" -}}
{{ add 10 (.Values.settings.SLUICE_SHUTDOWN_SECONDS | default 30 | int) }}
{{- end }}
