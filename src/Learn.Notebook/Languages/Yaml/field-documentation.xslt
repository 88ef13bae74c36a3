<?xml version="1.0" encoding="utf-8"?>
<!-- Keeps what the Kubernetes client's own documentation says about the fields of API types, one in twenty of its 25 MB. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="xml" encoding="utf-8" indent="no"/>
  <xsl:template match="/">
    <fields>
      <xsl:for-each select="doc/members/member[starts-with(@name, 'P:k8s.Models.V1') or starts-with(@name, 'P:k8s.Models.Corev1')]">
        <xsl:variable name="name" select="substring-after(@name, 'P:k8s.Models.')"/>
        <xsl:if test="not(starts-with($name, 'V1alpha')) and not(starts-with($name, 'V1beta'))">
          <field name="{$name}"><xsl:value-of select="normalize-space(summary)"/></field>
        </xsl:if>
      </xsl:for-each>
    </fields>
  </xsl:template>
</xsl:stylesheet>
